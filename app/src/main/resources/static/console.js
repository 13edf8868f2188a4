// The console: keys, clocks, and what is kept while the server is away. It decides nothing: what may
// be done is the server's to say, and without it nothing may.
const body = document.body;
const base = body.dataset.base;
const KEPT = `limbline-kept ${base}`;
const CLOCK = `limbline-clock ${base}`;
const UNITS = "limbline-gas-units";
const LOOK = "limbline-console-look";
const STORE = "limbline-console";
const isKept = body.dataset.kept === "yes"; // this page came from the browser, not from the server
const asItCame = document.documentElement.outerHTML;
const BEAT = 2000; // the server's, in ms
const SILENCE = 2.2 * BEAT; // without a beat for so long the server is away
const PATIENCE = 5000; // for an answer
const REFRESH = 5000; // what depends on the time alone
const SMALLEST = 0.6; // of the type; below, the screen is scrolled
const WORTH_TELLING = 1000; // ms that the clocks may differ without a word

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const say = (key, ...values) => values.reduce(
  (text, value) => text.replace("%s", value), body.dataset[`say${key}`]);

// ---- time: the record's, by the server's clock -------------------------------------------------

// This machine's clock, which somebody may set back: the page's time goes on all the same.
let setBack = 0;
let lastRead = { wall: Date.now(), count: performance.now() };

function wall() {
  const here = { wall: Date.now(), count: performance.now() };
  const jumped = here.wall - lastRead.wall - (here.count - lastRead.count);
  if (here.wall < lastRead.wall) setBack -= jumped;
  else if (setBack > 0 && jumped > WORTH_TELLING) setBack = Math.max(0, setBack - jumped);
  lastRead = here;
  return here.wall + setBack;
}

// Milliseconds that the server's clock is ahead of this one; first by when the page came. A page that
// was kept has it from the last time the server was there, and time has not gone back since.
const came = performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
const clockThen = JSON.parse(localStorage.getItem(CLOCK) ?? "null");
let ahead = isKept && clockThen ? clockThen.ahead : Math.round(Number(body.dataset.now) - came);
const now = () => wall() + ahead;
if (isKept && clockThen) setBack = Math.max(0, clockThen.at - now());

const keepClock = () => localStorage.setItem(CLOCK, JSON.stringify({ ahead, at: now() }));

function measureClock(sent, received, server, serverSetBack) {
  ahead = Math.round(server - (sent + received) / 2);
  keepClock();
  const differs = Math.abs(ahead) < WORTH_TELLING ? ""
    : say("Clock", (Math.abs(ahead) / 1000).toFixed(1), ahead > 0 ? "behind" : "ahead of");
  const back = serverSetBack > 1 ? say("SetBack", serverSetBack) : "";
  const told = $("#clock-differs");
  told.textContent = `${back} ${differs}`.trim();
  told.hidden = told.textContent === "";
}

const two = (number) => String(number).padStart(2, "0");
const stretch = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
};
// In the centre's zone, like every time that the server writes.
const clockTime = (ms) => new Date(ms).toLocaleTimeString("en-GB", { timeZone: body.dataset.zone });
const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

function tick() {
  const moment = now();
  write($("#wall"), clockTime(moment));
  for (const time of $$("[data-clock]")) {
    if (time.dataset.runs !== "yes") continue;
    write(time, stretch(moment - Number(time.dataset.since)));
    const face = time.closest("[data-late]");
    if (time.dataset.mark && moment >= Number(time.dataset.mark)) face.className = face.dataset.late;
  }
  for (const time of $$("[data-ago]")) write(time, `${stretch(moment - Number(time.dataset.ago))} ago`);
}

// ---- the connection ----------------------------------------------------------------------------

let alone = false;
let lastHeard = Date.now();
let token = body.dataset.token;

function lost() {
  if (!alone) {
    alone = true;
    body.classList.add("alone");
    $("#connection").dataset.state = "alone";
    write($("#connection"), $("#alone .title").textContent);
    write($("#alone-since"), say("Alone", clockTime(now())));
    $("#alone").hidden = false;
  }
  showKept();
}

function heard() {
  lastHeard = Date.now();
}

function found() {
  heard();
  if (alone) {
    alone = false;
    body.classList.remove("alone");
    $("#connection").dataset.state = "live";
    $("#alone").hidden = true;
  }
  write($("#connection"), say("Live"));
  fit();
}

async function request(path, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(base + path, {
      ...options, signal: stop.signal, credentials: "same-origin", redirect: "manual", cache: "no-store",
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      tell("bad", say("SignIn"));
      forgetPage();
      throw new Error("not signed in");
    }
    if (answer.status >= 500 || answer.status === 403) throw new Error(`status ${answer.status}`);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

let refreshing = null;

// Asks what the screen shows now. One request at a time; a call meanwhile asks once more after it.
function refresh() {
  if (refreshing) {
    refreshing.again = true;
    return refreshing.promise;
  }
  const mine = { again: false };
  mine.promise = (async () => {
    do {
      mine.again = false;
      const sent = wall();
      const answer = await request("/screen");
      const html = await answer.text();
      measureClock(sent, wall(), Number(answer.headers.get("X-Limbline-Now")),
        Number(answer.headers.get("X-Limbline-Set-Back")));
      token = answer.headers.get("X-Limbline-Token") ?? token;
      draw(html);
      keepPage(html, answer.headers.get("Content-Security-Policy"));
    } while (mine.again);
  })().finally(() => { refreshing = null; });
  refreshing = mine;
  return mine.promise;
}

// ---- the page, for when it is loaded again while the server is away ----------------------------

let keptFiles = isKept;

// A browser keeps pages only where nobody can change them on the way: on https, or on this machine.
async function keepPage(screen, policy) {
  if (!self.caches || !navigator.serviceWorker || !policy) return;
  if ($("#drawn").dataset.ended === "yes") return forgetPage();
  const store = await caches.open(STORE);
  const kept = (html) => new Response(html, { headers: {
    "Content-Type": "text/html;charset=UTF-8", "Content-Security-Policy": policy, "X-Limbline-Kept": String(Date.now()),
  } });
  await store.put(`${base}/screen`, kept(screen));
  if (keptFiles) return;
  keptFiles = true;
  await store.put(base, kept(`<!doctype html>${asItCame.replace("<body ", '<body data-kept="yes" ')}`));
  await store.addAll(performance.getEntriesByType("resource").map((entry) => entry.name)
    .filter((name) => new URL(name).pathname.startsWith("/static/")));
}

async function forgetPage() {
  const store = await self.caches?.open(STORE);
  await store?.delete(base);
  await store?.delete(`${base}/screen`);
}

async function drawKept() {
  const store = await caches.open(STORE);
  const screen = await (await store.match(`${base}/screen`))?.text();
  if (screen && alone) {
    draw(screen);
    showKept();
  }
}

function draw(html) {
  const drawn = new DOMParser().parseFromString(html, "text/html").querySelector("#drawn");
  const here = $("#drawn-here");
  const focused = document.activeElement?.dataset?.acknowledge;
  here.replaceChildren(document.importNode(drawn, true));
  if (focused) $(`[data-acknowledge="${CSS.escape(focused)}"]`)?.focus();
  tick();
  fit();
}

// Nothing lies under the keys: where there is much, all of it is drawn smaller.
function fit() {
  const screen = $(".screen-body");
  screen.style.removeProperty("--fit");
  screen.style.removeProperty("--now");
  if (getComputedStyle($(".keys")).position !== "sticky") return;
  const top = screen.getBoundingClientRect().top + scrollY;
  const room = innerHeight - $(".keys").offsetHeight - top;
  for (let size = 0.96; screen.offsetHeight > room && size >= SMALLEST; size -= 0.04) {
    screen.style.setProperty("--fit", size.toFixed(2));
    screen.style.setProperty("--now", `${(1 / size).toFixed(3)}em`); // the step last of all
    if (screen.offsetHeight > room) screen.style.removeProperty("--now");
  }
}

// Back again: first what was kept goes out, in order, then the screen is asked for.
async function reconnect() {
  try {
    await refresh();
    await deliver();
    await refresh();
    found();
    showKept();
  } catch {
    lost();
  }
}

let stream = null;

function listen() {
  stream?.close();
  stream = new EventSource(`${base}/live`);
  stream.addEventListener("open", () => { heard(); reconnect(); });
  stream.addEventListener("beat", heard);
  stream.addEventListener("changed", () => { heard(); if (!alone) refresh().catch(lost); });
  stream.addEventListener("error", lost);
}

setInterval(() => {
  if (Date.now() - lastHeard > SILENCE) lost();
  if (alone || stream.readyState === EventSource.CLOSED) {
    if (stream.readyState === EventSource.CLOSED || Date.now() - lastHeard > 2 * SILENCE) {
      lastHeard = Date.now();
      listen();
    }
    reconnect();
  }
}, 1000);
setInterval(() => { if (!alone) refresh().catch(lost); }, REFRESH);
addEventListener("offline", lost);
addEventListener("online", reconnect);

// ---- what is done, and what is kept ------------------------------------------------------------

const read = () => JSON.parse(localStorage.getItem(KEPT) ?? "[]");
const keep = (entries) => localStorage.setItem(KEPT, JSON.stringify(entries));

// Begins with the time, as those of the server's forms do: see CommandId.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(0, (BigInt(Date.now()) << 16n) | BigInt(bytes[6] << 8 | bytes[7]));
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function send(fields) {
  const form = new URLSearchParams(fields);
  form.set(body.dataset.tokenName, token);
  const answer = await request("/act", { method: "POST", body: form });
  if (!answer.ok) return { told: "wrong", reasons: [`${answer.status}`] };
  return answer.json();
}

let delivering = null;
const pins = new Map(); // by command; never on the disk

// Sends what is kept, the oldest first, each until it is answered. Ids make twice once.
function deliver() {
  delivering ??= (async () => {
    for (let kept = read(); kept.length > 0; kept = read()) {
      const one = kept[0];
      const pin = pins.get(one.fields.command);
      const answer = await send(pin ? { ...one.fields, "second-pin": pin } : one.fields);
      if (answer.told === "refused") {
        // It had been asked before the server went, and refused; that it was done is another fact.
        const asked = one.fields.command;
        one.fields.command = uuid();
        keep(read().map((other) => (other.fields.command === asked ? one : other)));
        continue;
      }
      // By its id: another tab of this browser may have sent it meanwhile.
      keep(read().filter((other) => other.fields.command !== one.fields.command));
      pins.delete(one.fields.command);
      if (answer.told === "wrong") complain(one, answer.reasons);
      else tell("good", say("Recorded", one.words));
      showKept();
    }
  })().finally(() => { delivering = null; });
  return delivering;
}

// What cannot be recorded stays on the screen until somebody takes it away, with its time.
function complain(one, reasons) {
  tell("bad", say("Wrong", `${one.words} (${clockTime(Number(one.fields.made))}): ${reasons.join(" ")}`), true);
}

function showKept() {
  const kept = read();
  $("#kept").replaceChildren(...kept.map((one) => {
    const line = document.createElement("li");
    line.textContent = `${clockTime(Number(one.fields.made))} ${one.words}`;
    return line;
  }));
  if (alone) {
    showAlone(kept);
    return;
  }
  const title = kept.length === 1 ? say("KeptOne") : say("Kept", kept.length);
  write($("#connection"), kept.length === 0 ? say("Live") : title);
}

// Without the server the screen follows what was entered here, and nothing else.
function showAlone(kept) {
  for (const { fields } of kept) runClocks(fields);
  const step = current();
  const says = $(".now [data-step]");
  if (step && says && says.dataset.step !== step.id) {
    says.textContent = step.says;
    Object.assign(says.dataset, { step: step.id, people: step.people, gives: step.gives, confirms: step.confirms });
    $(".now .by")?.remove();
    $(".now .ahead")?.remove();
  }
  for (const { fields, words } of kept) {
    const id = { enter: fields.measurement, gas: "blood-gas" }[fields.kind];
    const tile = id && $(`[data-tile="${CSS.escape(id)}"]`);
    if (!tile) continue;
    tile.className = "warn";
    $(".value", tile).textContent = fields.value ?? /^ph ([^ ]+)/.exec(fields.values)?.[1] ?? "–";
    if (fields.kind === "gas") tile.title = words;
    const ago = document.createElement("time");
    ago.dataset.ago = fields.made;
    $(".remark", tile).replaceChildren(ago);
  }
  tick();
  fit();
}

// What of a fact starts a clock: a value, the pH of the limb's blood gas, or a step.
function started(fields) {
  if (fields.kind === "enter") return ["enter", fields.measurement];
  if (fields.kind === "gas") return ["gas", fields.drawn === "limb" && /^ph /.test(fields.values) ? "ph" : undefined];
  return ["take", stepDone(fields)];
}

// The clocks that a fact starts or stops run here as the server will have them.
function runClocks(fields) {
  const [kind, by] = started(fields);
  if (!by) return;
  for (const { dataset, textContent } of $$(`#starts [data-kind="${kind}"][data-by="${CSS.escape(by)}"]`)) {
    if (dataset.starts === "yes") startClock(dataset, textContent, Number(fields.made));
    else stopClock(dataset.clockId, Number(fields.made));
    if (dataset.clockId !== "ischaemia") continue;
    write($(".phase"), say(dataset.starts === "yes" ? "Isolated" : "AfterRelease"));
    $(".screen-body").classList.toggle("isolated", dataset.starts === "yes");
  }
}

function startClock(start, says, since) {
  let time = $(`[data-clock="${CSS.escape(start.clockId)}"]`);
  if (time && Number(time.dataset.since) >= since) return;
  if (!time) {
    if (!$(".clocks")) $(".side").prepend(Object.assign(document.createElement("dl"), { className: "clocks" }));
    const face = document.createElement("div");
    const value = document.createElement("dd");
    time = document.createElement("time");
    time.dataset.clock = start.clockId;
    value.append(time, " ", Object.assign(document.createElement("span"), { className: "mark" }));
    face.append(Object.assign(document.createElement("dt"), { textContent: says }), value);
    $(".clocks").append(face);
  }
  const at = start.after && since + Number(start.after);
  const face = time.closest("div");
  face.className = start.lateTone === "good" ? "warn" : "note"; // it waits for its time, or runs
  face.dataset.late = start.lateTone;
  Object.assign(time.dataset, { since, runs: "yes", mark: at });
  const mark = $(".mark", face);
  if (mark) mark.textContent = at ? start.markSays.replace("%s", clockTime(at).slice(0, 5)) : "";
}

function stopClock(id, at) {
  const time = $(`[data-clock="${CSS.escape(id)}"]`);
  if (time?.dataset.runs !== "yes" || Number(time.dataset.since) > at) return;
  time.dataset.runs = "no";
  time.textContent = stretch(at - Number(time.dataset.since));
}

// A fact: kept here until the server has it. A server that is there has it at once.
async function fact(fields, words) {
  const { "second-pin": pin, ...written } = fields;
  const one = { fields: { command: uuid(), made: String(Math.round(now())), mode: "done", ...written }, words };
  if (pin) pins.set(one.fields.command, pin);
  keep([...read(), one]);
  showKept();
  if (alone) {
    tell("warn", say("KeptHere", words));
    return;
  }
  try {
    await deliver();
    await refresh();
  } catch {
    lost();
    tell("warn", say("KeptHere", words));
  }
}

// A question. It is never kept: an answer that comes late is none.
async function ask(fields, words) {
  if (!alone && read().length > 0) await deliver().catch(lost); // what was done comes first
  if (alone) {
    tell("bad", say("NeedsServer"));
    return { told: "alone" };
  }
  const asked = { command: uuid(), made: String(Math.round(now())), mode: "ask", ...fields };
  try {
    const answer = await send(asked);
    if (answer.told === "recorded") tell("good", say("Recorded", words));
    if (answer.told === "wrong") tell("bad", say("Wrong", answer.reasons.join(" ")));
    if (answer.told === "refused") refused(asked, words, answer);
    await refresh();
    return answer;
  } catch {
    lost();
    tell("bad", say("NoAnswer"));
    return { told: "alone" };
  }
}

let quiet = 0;

function tell(tone, text, stays = false) {
  const said = $("#said");
  clearTimeout(quiet);
  said.className = tone;
  said.textContent = text;
  said.hidden = false;
  said.dataset.stays = stays ? "yes" : "no";
  if (!stays) quiet = setTimeout(() => { said.hidden = true; }, 4000);
}
$("#said").addEventListener("click", () => { $("#said").hidden = true; });

// ---- dialogs -----------------------------------------------------------------------------------

let answered = null; // what was refused last, for "it was done all the same"

function open(name, fill = () => {}) {
  const dialog = $(`#d-${name}`);
  $("form", dialog).reset();
  fill(dialog);
  dialog.showModal();
  ($("[autofocus]", dialog) ?? $("input:not([type=hidden]), select", dialog) ?? $("button", dialog))?.focus();
}

const field = (dialog, name) => $(`[name="${name}"]`, dialog);
const show = (element, wanted) => { element.hidden = !wanted; };

function openStep(step) {
  if (!step) return;
  if (step.gives) return openDrug(step.gives);
  open("step", (dialog) => {
    $("h2", dialog).textContent = step.says;
    field(dialog, "step").value = step.id;
    field(dialog, "confirms").value = step.confirms;
    show($(".compare", dialog), step.confirms === "yes");
    second(dialog, step.people > 1);
  });
}

function second(dialog, wanted) {
  show($(".second", dialog), wanted);
  show($(".pin", dialog), !alone);
  show($(".alone-only", dialog), wanted && alone);
}

function openDrug(drug) {
  open("drug", (dialog) => {
    field(dialog, "drug").value = drug ?? "";
    field(dialog, "dose").placeholder = ordered(drug);
    second(dialog, true);
  });
}

// The units that an analyser prints are chosen once on each machine.
function openGas() {
  open("gas", (dialog) => {
    const chosen = JSON.parse(localStorage.getItem(UNITS) ?? "{}");
    for (const list of $$("[data-units]", dialog)) list.value = chosen[list.dataset.units] ?? list.value;
  });
}

// "ph 7.31 [pH]; pco2 45 mm[Hg]": what was filled in, each with its unit.
function gasValues(form) {
  const lists = $$("[data-units]", form);
  localStorage.setItem(UNITS, JSON.stringify(Object.fromEntries(lists.map((list) => [list.dataset.units, list.value]))));
  return $$("[data-part]", form).filter((input) => input.value.trim() !== "").map((input) => {
    const list = lists.find((one) => one.dataset.units.split(" ").includes(input.dataset.part));
    return { says: input.dataset.says, part: input.dataset.part, value: input.value.trim().replace(",", "."), unit: list?.value ?? input.dataset.unit };
  });
}

// What the order says of a drug, to be read and not taken over.
function ordered(drug) {
  const name = drug && $$(".drugs dt").find((one) => one.textContent === drug);
  return name ? say("Ordered", name.nextElementSibling.firstChild.textContent.trim()) : "";
}

function openEnter(button) {
  open("enter", (dialog) => {
    $("h2", dialog).textContent = button.dataset.says;
    $(".unit", dialog).textContent = button.dataset.unitSays;
    dialog.dataset.name = button.dataset.name;
    field(dialog, "measurement").value = button.dataset.measurement;
    field(dialog, "unit").value = button.dataset.unit;
  });
}

function refused(asked, words, answer) {
  answered = { asked, words };
  open("refused", (dialog) => {
    $("#refused-reasons").replaceChildren(...answer.reasons.map((sentence) => {
      const line = document.createElement("li");
      line.className = answer.override ? "warn" : "bad";
      line.textContent = sentence;
      return line;
    }));
    show($("#refused-override"), answer.override);
  });
}

function wasDone() {
  $("#d-refused").close();
  const { command, made, mode, ...fields } = answered.asked;
  fact({ ...fields, mode: "done" }, answered.words);
}

// Two people are not asked for their PINs where that changes nothing.
function overrideNow() {
  const verdict = alone ? "warn" : $(".now .verdict")?.dataset.verdict;
  if (verdict === "good") return tell("good", say("NoOverride"));
  if (verdict === "bad") return tell("bad", say("Holds"));
  return openOverride(current());
}

function openOverride(step) {
  if (alone) return tell("bad", say("NeedsServer"));
  open("override", (dialog) => {
    field(dialog, "step").value = step.id;
    $("#override-what").textContent = step.says;
  });
}

function openCorrect() {
  open("correct", (dialog) => {
    const list = field(dialog, "wrong");
    list.replaceChildren(...$$("#entries li").map((entry) => {
      const { id, value, unit, at } = entry.dataset;
      const option = new Option(`${clockTime(Number(at))} ${entry.textContent} ${value} ${unit}`, id);
      option.dataset.value = value;
      return option;
    }));
    list.dispatchEvent(new Event("change"));
  });
}

// A blood gas is corrected as a whole, so it stands there to be changed.
$("#correct-wrong").addEventListener("change", ({ target }) => {
  const { value = "" } = target.selectedOptions[0]?.dataset ?? {};
  const whole = value.includes(" ") && /^[A-Za-z]/.test(value);
  $("#correct-value").value = whole ? value : "";
  $("#correct-value").placeholder = value;
});

function openOther() {
  open("other", (dialog) => {
    field(dialog, "step").replaceChildren(...$$("#plan li").map((li) => new Option(li.textContent, li.dataset.step)));
  });
}

const stepOf = (element) => element && {
  id: element.dataset.step, says: element.textContent, people: Number(element.dataset.people),
  gives: element.dataset.gives, confirms: element.dataset.confirms,
};
// Without the server a step that was done here is behind us on this screen.
const current = () => {
  const kept = new Set(read().map((one) => stepDone(one.fields)).filter(Boolean));
  const first = stepOf($(".now [data-step]"));
  if (!alone || (first && !kept.has(first.id))) return first;
  return stepOf($$("#plan li").find((li) => !kept.has(li.dataset.step)));
};

// The step that a fact is: named, or the one that gives the drug.
function stepDone({ step, drug, barcode }) {
  const given = drug ?? barcode?.split(" ")[0].toLowerCase();
  return step ?? $$("#plan li").find((li) => given && li.dataset.gives === given)?.dataset.step;
}

const seconds = (data) => (data.second ? { second: data.second, "second-pin": data["second-pin"] } : {});
// Without the server a second name is no confirmation.
const named = (data) => (data.second ? { second: data.second } : {});
const withSecond = (words, data) => (data.second ? `${words}, ${say("Unconfirmed", data.second)}` : words);

// "Recorded: leak" could be a measurement; "Recorded: Abort: leak" is none.
const keyWords = (key) => $(`.keys [data-key=${key}]`).lastChild.textContent.trim();

const submit = {
  enter(data) {
    const words = `${$("#d-enter").dataset.name} ${data.value} ${$("#d-enter .unit").textContent}`;
    fact({ kind: "enter", measurement: data.measurement, value: data.value, unit: data.unit }, words);
  },
  gas(data, form) {
    const values = gasValues(form);
    if (values.length === 0) return;
    const words = values.map(({ says, value }) => `${says} ${value}`).join(", ");
    fact({ kind: "gas", drawn: data.drawn, values: values.map(({ part, value, unit }) => `${part} ${value} ${unit}`).join("; ") },
      `${$("#t-gas").textContent} ${words}`);
  },
  async take(data) {
    if (data.confirms === "yes") {
      const compared = { kind: "compare", patient: data.patient, limb: data.limb };
      if (alone) {
        if (data.patient && data.limb) await fact(compared, `${data.patient}, ${data.limb}`);
      } else {
        const answer = await ask(compared, `${data.patient}, ${data.limb}`);
        if (answer.told !== "recorded") return;
      }
    }
    if (alone) fact({ kind: "take", step: data.step, ...named(data) }, withSecond(data.step, data));
    else ask({ kind: "take", step: data.step, ...seconds(data) }, data.step);
  },
  give(data) {
    const words = data.barcode || `${data.drug} ${data.dose}`;
    const given = data.barcode ? { barcode: data.barcode } : { drug: data.drug, dose: data.dose };
    if (alone) fact({ kind: "give", ...given, ...named(data) }, withSecond(words, data));
    else ask({ kind: "give", ...given, ...seconds(data) }, words);
  },
  override(data) { ask({ kind: "override", ...data }, `${keyWords("o")}: ${data.step}`); },
  note(data) { fact({ kind: "note", text: data.text }, `${keyWords("n")}: ${data.text}`); },
  abort(data) { fact({ kind: "abort", reason: data.reason }, `${keyWords("x")}: ${data.reason}`); },
  acknowledge(data) {
    if (alone) return tell("bad", say("NeedsServer"));
    ask({ kind: "acknowledge", what: data.what, by: data.by, "by-pin": data["by-pin"] }, $("#acknowledge-what").textContent);
  },
  correct(data) {
    const words = data.value || say("Withdraw");
    fact({ kind: data.value ? "correct" : "withdraw", wrong: data.wrong, value: data.value, reason: data.reason }, words);
  },
  other(data) { openStep(stepOf($(`#plan li[data-step="${CSS.escape(data.step)}"]`))); },
  end() { ask({ kind: "end" }, keyWords("e")); },
  refused() {},
};

for (const form of $$("dialog form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(form));
    form.closest("dialog").close();
    submit[form.dataset.kind](data, form);
    form.reset(); // no PIN stays behind
  });
}

// ---- keys --------------------------------------------------------------------------------------

function acknowledge(key) {
  const alarm = key ? $(`[data-alarm="${CSS.escape(key)}"]`) : $("[data-alarm]");
  if (!alarm) return;
  open("acknowledge", (dialog) => {
    field(dialog, "what").value = alarm.dataset.alarm;
    $("#acknowledge-what").textContent = $("strong", alarm).textContent;
  });
}

function look() {
  body.dataset.look = body.dataset.look === "light" ? "dark" : "light";
  localStorage.setItem(LOOK, body.dataset.look);
}

function press(key) {
  const measured = $(`[data-measurement][data-key="${CSS.escape(key)}"]`);
  if (measured) return measured.dataset.measurement === "blood-gas" ? openGas() : openEnter(measured);
  switch (key) {
    case "Enter": return openStep(current());
    case "d": return openDrug(current()?.gives);
    case "n": return open("note");
    case "c": return openCorrect();
    case "o": return current() && overrideNow();
    case "s": return openOther();
    case "k": return acknowledge();
    case "e": return open("end");
    case "x": return open("abort");
    case "y": return look();
    case "r": return $("#record")?.click();
    default: return undefined;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const dialog = $("dialog[open]");
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (dialog) {
    if (key === "Enter" && event.target.matches("select")) {
      event.preventDefault(); // it would open the list, and a list is opened with the space bar
      event.target.form.requestSubmit();
    }
    if (dialog.id !== "d-refused") return;
    if (key === "w") { event.preventDefault(); wasDone(); }
    if (key === "o" && !$("#refused-override").hidden) { event.preventDefault(); dialog.close(); openOverride(stepNamed(answered.asked)); }
    return;
  }
  if (key === "Enter" && event.target.closest("button, a")) return;
  if (key === "Enter" || key.length === 1) {
    event.preventDefault(); // the letter is the key, and not the first of what is typed
    press(key);
  }
});

const stepNamed = (asked) => stepOf($$("#plan li").find(
  (li) => li.dataset.step === asked.step || (asked.drug && li.dataset.gives === asked.drug))) ?? current();

$("#refused-override").addEventListener("click", () => {
  $("#d-refused").close();
  openOverride(stepNamed(answered.asked));
});
$("#refused-done").addEventListener("click", wasDone);
document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-key]");
  const alarm = event.target.closest("[data-acknowledge]");
  if (key) press(key.dataset.key);
  else if (alarm) acknowledge(alarm.dataset.acknowledge);
  else if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
});

body.dataset.look = localStorage.getItem(LOOK) ?? body.dataset.look;
addEventListener("resize", fit);
setInterval(tick, 200);
setInterval(keepClock, REFRESH);
tick();
fit();
showKept();
if (isKept) {
  lost();
  drawKept();
}
listen();
navigator.serviceWorker?.register("/theatre/worker.js");
