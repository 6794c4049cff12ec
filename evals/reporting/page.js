// Chooses which questions are shown. The choice stands in the address, so that a link shows the same questions;
// without this script all of them are shown.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const failures = document.getElementById("failures");
  const items = [...document.querySelectorAll(".cases > li")];
  const selects = [...form.querySelectorAll("select")];
  const words = form.elements.namedItem("text");
  const names = [...selects.map((select) => select.name), "text"];
  const labels = new Map(selects.flatMap((s) => [...s.options].map((option) => [option, option.textContent])));
  const texts = new Map();

  const fold = (text) => text.normalize("NFC").toLowerCase();

  // Read once, and only when somebody looks for words.
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, fold(item.textContent).replace(/\s+/g, " "));
    return texts.get(item);
  };

  const fits = (item, name, value) => {
    if (!value) return true;
    if (name === "outcome" && value === "failures") return item.dataset.outcome !== "right";
    if (name === "outcome" && value === "flawed") return item.dataset.flawed === "yes";
    if (name === "text") return fold(value).split(/\s+/).every((word) => textOf(item).includes(word));
    return item.dataset[name].split(" ").includes(value);
  };

  const chosen = () => new Map(names.map((name) => [name, form.elements.namedItem(name).value.trim()]));

  const passes = (item, values, except) =>
    names.every((name) => name === except || fits(item, name, values.get(name)));

  function show() {
    const values = chosen();
    let shown = 0;
    for (const item of items) {
      item.hidden = !passes(item, values, null);
      if (!item.hidden) shown += 1;
    }
    // Each choice says how many questions it would show, the other choices being as they are.
    for (const select of selects) {
      const others = items.filter((item) => passes(item, values, select.name));
      for (const option of select.options) {
        const number = others.filter((item) => fits(item, select.name, option.value)).length;
        option.textContent = `${labels.get(option)} (${number})`;
      }
    }
    failures.setAttribute("aria-pressed", String(values.get("outcome") === "failures"));
    count.textContent = `${shown} of ${items.length} questions`;
  }

  function remember() {
    const parts = new URLSearchParams([...chosen()].filter(([, value]) => value));
    history.replaceState(null, "", `#${parts.toString() || "cases"}`);
  }

  // The address names either a choice ("#language=sv") or a place on the page ("#case-7").
  function follow() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const parts = new URLSearchParams(hash);
      for (const name of names) {
        const control = form.elements.namedItem(name);
        control.value = parts.get(name) ?? "";
        // An address may name a choice that there is not.
        if (control.selectedIndex === -1) control.value = "";
      }
      show();
      return;
    }
    const target = document.getElementById(hash);
    if (!target) return;
    const item = target.closest(".cases > li");
    if (item && item.hidden) {
      form.reset();
      show();
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (item) target.scrollIntoView();
  }

  form.addEventListener("input", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  // The controls are emptied only after the event.
  form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
  failures.addEventListener("click", () => {
    const outcome = form.elements.namedItem("outcome");
    outcome.value = outcome.value === "failures" ? "" : "failures";
    show();
    remember();
  });
  window.addEventListener("hashchange", follow);

  form.hidden = false;
  show();
  follow();
  if (location.hash.includes("=")) document.getElementById("cases").scrollIntoView();
})();
