// Numbers the lines, asks for the verdict a moment after the last keystroke, and plays the way to a
// breach. Without this script the button asks, and the way stands there as a list.
const PAUSE = 350;
const SECONDS = 2.2;
let asking = 0;
let playing = 0;
let last = [];

const text = () => document.querySelector("#text");

function number() {
  const gutter = document.querySelector("#numbers");
  const wrong = new Set([...document.querySelectorAll("[data-line]")].map((a) => Number(a.dataset.line)));
  last = text().value.split("\n");
  gutter.replaceChildren(...last.map((_, i) => {
    const line = document.createElement(wrong.has(i + 1) ? "b" : "span");
    line.textContent = `${i + 1}\n`;
    return line;
  }));
  gutter.scrollTop = text().scrollTop;
}

function lineHeight() {
  return parseFloat(getComputedStyle(text()).lineHeight);
}

function show(player, place) {
  const frames = [...player.querySelectorAll(".frame")];
  const at = Math.max(0, Math.min(frames.length - 1, place));
  frames.forEach((frame, i) => frame.classList.toggle("shown", i === at));
  player.dataset.at = String(at);
  player.querySelector("#place").textContent = `${at + 1} / ${frames.length}`;
  return at < frames.length - 1;
}

function stop(player) {
  clearInterval(playing);
  playing = 0;
  player.querySelector("[data-go=play]").setAttribute("aria-pressed", "false");
}

function play(player) {
  player.querySelector("[data-go=play]").setAttribute("aria-pressed", "true");
  playing = setInterval(() => {
    if (!show(player, Number(player.dataset.at) + 1)) stop(player);
  }, SECONDS * 1000);
}

// Where a click changed the text, it is shown.
function goToChange() {
  const lines = text().value.split("\n");
  const first = lines.findIndex((line, i) => line !== last[i]);
  if (last.length && first >= 0) goTo(first + 1);
}

function goTo(line) {
  const before = text().value.split("\n").slice(0, line - 1).join("\n").length + 1;
  text().setSelectionRange(before, before);
  text().scrollTop = (line - 6) * lineHeight();
}

function prepare() {
  goToChange();
  number();
  const player = document.querySelector(".player");
  clearInterval(playing);
  playing = 0;
  if (player && !player.classList.contains("playing")) {
    player.classList.add("playing");
    const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    show(player, moving ? 0 : Infinity);
    if (moving) play(player);
  }
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "text") return;
  number();
  clearTimeout(asking);
  asking = setTimeout(() => document.querySelector("#bench").dispatchEvent(new Event("edited")), PAUSE);
});
document.addEventListener("scroll", (event) => {
  if (event.target.id === "text") document.querySelector("#numbers").scrollTop = event.target.scrollTop;
}, true);
document.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  const line = event.target.closest("[data-line]");
  if (go) {
    const player = go.closest(".player");
    const wasPlaying = playing !== 0;
    stop(player);
    if (go.dataset.go !== "play") show(player, Number(player.dataset.at) + Number(go.dataset.go));
    else if (!wasPlaying) {
      if (!show(player, Number(player.dataset.at))) show(player, 0);
      play(player);
    }
  } else if (line) {
    event.preventDefault();
    goTo(Number(line.dataset.line));
    text().focus();
  }
});
document.addEventListener("htmx:after:swap", prepare);
document.documentElement.classList.add("scripted");
prepare();
