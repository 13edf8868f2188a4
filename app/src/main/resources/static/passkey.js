// A form with data-passkey ("create" or "get") asks the server what to ask the device for, has the
// browser ask it, and then sends the answer as its field "credential". What fails is said in the
// form, by the sentences that it carries.
const able = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function";

function sentence(form, error) {
  const words = form.dataset;
  switch (error.name) {
    case "NotAllowedError": return words.cancelled;
    case "InvalidStateError": return words.known;
    case "SecurityError": return words.elsewhere;
    default: return words.failed;
  }
}

async function answer(form) {
  const asked = await fetch(form.dataset.options, {
    method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error",
  });
  const told = await asked.text();
  if (asked.status === 422) return { told };
  if (!asked.ok) return { told: form.dataset.failed };
  const options = JSON.parse(told);
  return {
    credential: form.dataset.passkey === "create"
      ? await navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const says = form.querySelector("[data-says]");
  const say = (text) => {
    says.textContent = text;
    says.hidden = text === "";
  };
  if (!able) {
    say(form.dataset.unable);
    form.querySelector("button").disabled = true;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    say("");
    try {
      const { credential, told } = await answer(form);
      if (credential) {
        form.elements.credential.value = JSON.stringify(credential);
        for (const secret of form.querySelectorAll("[type=password]")) secret.disabled = true;
        form.submit();
        return;
      }
      say(told);
    } catch (error) {
      say(sentence(form, error));
    }
    button.disabled = false;
  });
}
