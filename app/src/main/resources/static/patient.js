// The slider of the limb map. Without this script the form with the date does the same.
const form = document.querySelector("form.slider");
if (form) {
  const DAY = 86_400_000;
  const first = Date.parse(form.dataset.first);
  const slide = form.querySelector("#slide");
  const day = form.querySelector("#day");
  const change = form.querySelector("#change");
  const map = document.querySelector("#map");
  const said = document.querySelector("#map-said");
  let asked = 0;
  let timer = 0;

  slide.max = String((Date.parse(form.dataset.last) - first) / DAY);
  slide.closest("[hidden]").hidden = false;
  const onSlide = () => { slide.value = String((Date.parse(day.value) - first) / DAY); tell(); };
  const tell = () => slide.setAttribute("aria-valuetext", day.value);

  // Only the answer to the latest question is shown, however late an earlier one comes.
  async function draw() {
    const mine = ++asked;
    const answer = await fetch(`${form.dataset.map}&day=${day.value}`);
    if (!answer.ok || mine !== asked) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
    if (mine !== asked) return;
    map.replaceChildren(document.importNode(drawn.documentElement, true));
    said.textContent = map.querySelector("desc").textContent;
    for (const kind of ["svg", "png"]) {
      const link = document.querySelector(`#map-${kind}`);
      link.href = link.href.replace(/day=[0-9-]+/, `day=${day.value}`);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(draw, 60);
  }

  slide.addEventListener("input", () => {
    day.value = new Date(first + Number(slide.value) * DAY).toISOString().slice(0, 10);
    tell();
    soon();
  });
  day.addEventListener("input", () => { if (day.validity.valid && day.value) { onSlide(); soon(); } });
  change.addEventListener("change", () => {
    if (change.value) { day.value = change.value; onSlide(); soon(); }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(); });
  onSlide();
}
