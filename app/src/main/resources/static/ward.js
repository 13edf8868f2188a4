// Keeps the ward screen as the record is. live.js hands over the lines that changed, each as it is
// drawn by the server: they are put where they belong, the worst first. The server also sends what
// changes with the clock alone, and after a silence whatever came meanwhile.
const table = document.querySelector("table.ward");
if (table) {
  const body = table.tBodies[0];
  const said = document.querySelector("#ward-said");
  const notify = document.querySelector("#notify");
  const nobody = document.querySelector("#ward-nobody");

  // On paper it stands as of when it is printed, by the server's clock.
  const time = document.querySelector(".paper time");
  const drawn = Date.parse(`${time.textContent.replace(" ", "T")}Z`);
  addEventListener("beforeprint", () => {
    time.textContent = new Date(drawn + performance.now()).toISOString()
      .slice(0, 16).replace("T", " ");
  });

  const weight = (row) => Number(row.dataset.weight);
  const before = (one, other) => weight(one) > weight(other)
    || (weight(one) === weight(other) && one.id < other.id);
  // How many urgent alerts are open, and how many warnings.
  const calls = (row) => Math.floor(weight(row) / 10_000);

  function put(html, whole) {
    const parsed = document.createElement("template");
    parsed.innerHTML = html;
    const lines = [...parsed.content.querySelectorAll("tr")];
    if (whole) {
      const here = new Set(lines.map((line) => line.id));
      [...body.rows].filter((row) => !here.has(row.id)).forEach((row) => row.remove());
    }
    let raised = false;
    for (const line of lines) {
      const old = document.getElementById(line.id);
      if ("gone" in line.dataset) old?.remove();
      else if (!old || old.outerHTML !== line.outerHTML) {
        raised ||= calls(line) > (old ? calls(old) : 0);
        replace(old, line);
      }
    }
    nobody.hidden = body.rows.length > 0;
    if (raised) tell();
  }

  function replace(old, line) {
    const held = old?.contains(document.activeElement)
      && document.activeElement.getAttribute("href");
    if (old && weight(old) === weight(line)) old.replaceWith(line);
    else {
      old?.remove();
      body.insertBefore(line, body.rows[place(line)] ?? null);
    }
    if (held) line.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }

  function place(line) {
    let from = 0;
    let to = body.rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (before(body.rows[middle], line)) from = middle + 1; else to = middle;
    }
    return from;
  }

  // No patient's data leaves the page: a lock screen is read by everybody.
  function tell() {
    said.textContent = said.dataset.alert;
    if ("Notification" in window && Notification.permission === "granted") {
      new Notification("Limbline", { body: said.dataset.alert, tag: "ward" });
    }
  }

  document.body.addEventListener("lines", ({ detail }) => put(detail.html, detail.whole));

  if (notify && "Notification" in window && Notification.permission === "default") {
    notify.hidden = false;
    notify.addEventListener("click", async () => {
      await Notification.requestPermission();
      notify.hidden = true;
    });
  }
}
