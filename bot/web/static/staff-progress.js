// Shows how far a rebuild is without loading the page again, until it has ended.
(() => {
  "use strict";
  const progress = document.getElementById("rebuild-progress");
  if (!progress) return;
  const said = document.getElementById("rebuild-said");
  const count = document.getElementById("rebuild-count");
  const EVERY_MS = 1000;
  const LONGEST_WAIT_MS = 15000;
  let wait = EVERY_MS;

  const show = (state) => {
    if (!state.running) {
      // The page itself tells how it ended.
      window.location.reload();
      return false;
    }
    // Written only when it changes: it is read out.
    if (said.textContent !== state.said) said.textContent = state.said;
    if (state.total > 0) {
      progress.max = state.total;
      progress.value = state.done;
      count.textContent = `${state.done} / ${state.total}`;
    } else {
      progress.removeAttribute("value");
      count.textContent = "";
    }
    return true;
  };

  const look = async () => {
    try {
      const response = await fetch(progress.dataset.address, { headers: { Accept: "application/json" } });
      if (response.status === 401 || response.status === 403) {
        window.location.reload();
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      wait = EVERY_MS;
      if (!show(await response.json())) return;
    } catch {
      // The server may be starting again; it is asked less and less often.
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    window.setTimeout(look, wait);
  };
  window.setTimeout(look, EVERY_MS);
})();
