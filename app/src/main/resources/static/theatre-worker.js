// Opens the console while the server is away: as it was kept by the page when the server was there.
// It is asked only where the network has no answer, and it answers nothing but pages and their
// files: no permission comes from here.
const STORE = "limbline-console";
const CONSOLE = /^\/theatre\/[^/]+\/[-0-9a-f]+$/;
const PATIENCE = 5000; // ms for the server to answer
const LONGEST = 24 * 60 * 60 * 1000; // ms, as a ticket

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && CONSOLE.test(pathname)) event.respondWith(page(request));
});

// An address changes with its file, so what is kept is right.
async function file(request) {
  return await caches.match(request) ?? fetch(request);
}

async function page(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  let answer;
  try {
    answer = await fetch(request, { signal: stop.signal });
    if (answer.status < 500) return answer;
  } catch {
    // The server is away.
  } finally {
    clearTimeout(timer);
  }
  const store = await caches.open(STORE);
  const kept = await store.match(new URL(request.url).pathname);
  if (kept && Date.now() - Number(kept.headers.get("X-Limbline-Kept")) < LONGEST) return kept;
  return answer ?? Response.error();
}
