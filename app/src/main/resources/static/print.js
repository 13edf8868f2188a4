// Chromium leaves a fixed foot out of every sheet of a page that stands at one of its parts (#...).
addEventListener("beforeprint", () => scrollTo({ top: 0, behavior: "instant" }));
