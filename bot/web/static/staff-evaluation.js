// Shows how far the evaluation is, and loads the page anew when it has ended.
"use strict";
(() => {
  const progress = document.getElementById("progress");
  if (!progress) return;
  const bar = document.getElementById("progress-bar");
  const text = document.getElementById("progress-text");
  const everyMs = 2000;

  const look = async () => {
    try {
      const response = await fetch(progress.dataset.state, { headers: { Accept: "application/json" } });
      // Whoever is logged out meanwhile is led to the login by the page itself.
      if (response.status === 401) return location.reload();
      const run = await response.json();
      if (run.state !== "running") return location.reload();
      bar.max = run.total;
      // Once all is answered it is not known how long judging takes.
      if (run.done < run.total) bar.value = run.done;
      else bar.removeAttribute("value");
      text.textContent = run.text;
    } catch {
      // The server may be restarting: it is asked again.
    }
    setTimeout(look, everyMs);
  };
  setTimeout(look, everyMs);
})();
