// Opens the stream that an element names with data-live, and tells the page of each change:
// `changed` on the body, with the patient. htmx listens with hx-trigger="changed from:body".
// While the stream is broken the root carries the class `unheard`.
const source = document.querySelector("[data-live]");
if (source) {
  const stream = new EventSource(source.dataset.live);
  const root = document.documentElement;
  const tell = (patient) => document.body.dispatchEvent(
    new CustomEvent("changed", { detail: { patient } }));
  let broken = false;
  stream.addEventListener("open", () => {
    root.classList.remove("unheard");
    if (broken) tell(""); // whatever came in between
    broken = false;
  });
  stream.addEventListener("error", () => {
    root.classList.add("unheard");
    broken = true;
  });
  stream.addEventListener("changed", (event) => tell(event.data));
}
