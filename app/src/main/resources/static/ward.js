// Keeps the ward screen as the record is. live.js tells which patient changed; their lines are
// asked for in one request at a time, and put where they belong, the worst first. Once a minute all
// are asked for, since what is overdue changes with the clock alone.
const table = document.querySelector("table.ward");
if (table) {
  const body = () => table.querySelector("tbody");
  const said = document.querySelector("#ward-said");
  const notify = document.querySelector("#notify");
  const waiting = new Set();
  let busy = false;

  const rows = () => [...body().querySelectorAll("tr")];
  const id = (row) => row.id.slice("row-".length);

  async function work() {
    if (busy || waiting.size === 0) return;
    busy = true;
    const asked = [...waiting].slice(0, 200);
    asked.forEach((one) => waiting.delete(one));
    try {
      const answer = await fetch("/ward/rows?patients=" + encodeURIComponent(asked.join(",")),
        { headers: { "X-Requested-With": "ward" } });
      if (answer.redirected) location.reload(); // signed out
      else if (answer.ok) put(asked, await answer.text());
      else throw new Error(answer.status); // a server that is starting
    } catch {
      asked.forEach((one) => waiting.add(one));
      await new Promise((later) => setTimeout(later, 1000));
    } finally {
      busy = false;
      work();
    }
  }

  function put(asked, html) {
    const parsed = new DOMParser().parseFromString("<table>" + html + "</table>", "text/html");
    let raised = false;
    for (const one of asked) {
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
    else rows().forEach((row) => waiting.add(id(row)));
    work();
  });
  setInterval(() => { rows().forEach((row) => waiting.add(id(row))); work(); }, 60_000);

  if (notify && "Notification" in window && Notification.permission === "default") {
    notify.hidden = false;
    notify.addEventListener("click", async () => {
      await Notification.requestPermission();
      notify.hidden = true;
    });
  }
}
