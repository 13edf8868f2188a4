// Who signs out leaves no page of a patient behind in this browser. What was entered in theatre and
// is not delivered yet stays: it is nowhere else.
if (new URLSearchParams(location.search).get("told") === "out") self.caches?.delete("limbline-console");
