// Opens the stream that an element names with data-live, and tells the page of each change:
// `changed` on the body, with the patient; htmx listens with hx-trigger="changed from:body". The
// ward's own stream carries its lines: `lines`, with their HTML, some or the whole.
// While the stream is broken the root carries the class `unheard`.
const source = document.querySelector("[data-live]");
if (source) {
  const root = document.documentElement;
  const say = (name, detail) =>
    document.body.dispatchEvent(new CustomEvent(name, { detail }));
  const tell = (patient) => say("changed", { patient });
  let broken = false;
  const listen = () => {
    const stream = new EventSource(source.dataset.live);
    stream.addEventListener("open", () => {
      root.classList.remove("unheard");
      if (broken) tell(""); // whatever came in between
      broken = false;
    });
    stream.addEventListener("error", () => {
      root.classList.add("unheard");
      broken = true;
      // Any answer but a stream ends it for good: a proxy's, or that nobody is signed in any more.
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    });
    stream.addEventListener("changed", (event) => tell(event.data));
    stream.addEventListener("lines", (event) => say("lines", { html: event.data, whole: false }));
    stream.addEventListener("whole", (event) => say("lines", { html: event.data, whole: true }));
  };
  listen();
}
