// Keeps the ward screen as the record is. live.js tells which patient changed; their lines are
// asked for in one request at a time, and put where they belong, the worst first. Once a minute, and
// when the screen hears again after a silence, the whole ward is asked for: what is overdue changes
// with the clock alone, and somebody may have come.
const table = document.querySelector("table.ward");
if (table) {
  const body = () => table.querySelector("tbody");
  const said = document.querySelector("#ward-said");
  const notify = document.querySelector("#notify");
  const waiting = new Set();
  let busy = false;
  let everybody = false;

  const rows = () => [...body().querySelectorAll("tr")];
  const id = (row) => row.id.slice("row-".length);

  async function work() {
    if (busy || (waiting.size === 0 && !everybody)) return;
    busy = true;
    const whole = everybody;
    everybody = false;
    const asked = whole ? [...waiting] : [...waiting].slice(0, 200);
    asked.forEach((one) => waiting.delete(one));
    try {
      const answer = await fetch(
        whole ? "/ward" : "/ward/rows?patients=" + encodeURIComponent(asked.join(",")),
        { headers: { "X-Requested-With": "ward" } });
      if (answer.redirected) location.reload(); // signed out
      else if (answer.ok) put(whole, asked, await answer.text());
      else throw new Error(answer.status); // a server that is starting
    } catch {
      asked.forEach((one) => waiting.add(one));
      everybody ||= whole;
      await new Promise((later) => setTimeout(later, 1000));
    } finally {
      busy = false;
      work();
    }
  }

  function put(whole, asked, html) {
    const parsed = new DOMParser().parseFromString(
      whole ? html : "<table>" + html + "</table>", "text/html");
    const here = [...parsed.querySelectorAll("#ward-rows tr")].map(id);
    let raised = false;
    for (const one of whole ? new Set([...rows().map(id), ...here]) : asked) {
      const fresh = parsed.getElementById("row-" + one);
      const old = document.getElementById("row-" + one);
      if (fresh) {
        if (Number(fresh.dataset.open) > Number(old ? old.dataset.open : 0)) raised = true;
        const row = document.importNode(fresh, true);
        if (old) old.replaceWith(row); else body().append(row);
      } else if (old) {
        old.remove();
      }
    }
    sort();
    if (raised) tell();
  }

  function sort() {
    const sorted = rows().sort((one, other) =>
      Number(other.dataset.weight) - Number(one.dataset.weight) || (id(one) < id(other) ? -1 : 1));
    sorted.forEach((row, place) => {
      if (body().children[place] !== row) body().insertBefore(row, body().children[place] ?? null);
    });
  }

  // No patient's data leaves the page: a lock screen is read by everybody.
  function tell() {
    said.textContent = said.dataset.alert;
    if ("Notification" in window && Notification.permission === "granted") {
      new Notification("Limbline", { body: said.dataset.alert, tag: "ward" });
    }
  }

  document.body.addEventListener("changed", (event) => {
    if (event.detail.patient) waiting.add(event.detail.patient);
    else everybody = true;
    work();
  });
  setInterval(() => { everybody = true; work(); }, 60_000);

  if (notify && "Notification" in window && Notification.permission === "default") {
    notify.hidden = false;
    notify.addEventListener("click", async () => {
      await Notification.requestPermission();
      notify.hidden = true;
    });
  }
}
