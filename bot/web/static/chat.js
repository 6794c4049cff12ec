// The chat page: asks through the queue, shows what comes, and keeps the conversation in this tab only.
// Without it the page still answers: the box is a form, and examples are links.
"use strict";

(() => {
  const chat = document.getElementById("chat");
  const turns = document.getElementById("turns");
  const box = document.getElementById("box");
  const input = document.getElementById("question");
  const send = document.getElementById("send");
  const status = document.getElementById("status");
  const left = document.getElementById("left");
  const settings = chat.dataset;
  const KEPT = "lykbot-conversation";
  const MAX_HISTORY = 20;
  // Seconds between attempts to reach a server that is starting again; together about two minutes.
  const WAITS = [1, 1, 2, 2, 3, 5, 5, 5, 10, 10, 10, 15, 15, 15, 20];
  // Longer than any stage of an answer may take.
  const SILENCE_SECONDS = 45;

  class Broken extends Error {}
  class TooMany extends Error {}
  class Unanswered extends Error {}

  const wait = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

  const say = (text) => {
    status.textContent = "";
    // A screen reader speaks a change; the same text twice is none.
    requestAnimationFrame(() => { status.textContent = text; });
  };

  // --- Turns ---

  function addTurn(question) {
    const item = document.getElementById("turn-template").content.firstElementChild.cloneNode(true);
    item.id = `turn-${turns.children.length + 1}`;
    item.dataset.question = question;
    item.querySelector(".question").textContent = question;
    turns.append(item);
    document.body.classList.add("has-turns");
    return item;
  }

  function showStage(item, text) {
    const stage = item.querySelector(".stage");
    if (stage) stage.textContent = text;
  }

  function showAnswer(item, shown) {
    const reply = item.querySelector(".reply");
    // Written by our templates, which escape every text; the page's policy runs no script of it either.
    reply.innerHTML = shown.html;
    reply.removeAttribute("aria-busy");
    item.dataset.asked = "1";
    status.lang = shown.language;
    say(shown.text);
    keep();
  }

  function showTrouble(item, text, isFinal) {
    const reply = item.querySelector(".reply");
    const notice = document.createElement("p");
    notice.className = "notice warning";
    notice.textContent = text;
    reply.replaceChildren(notice);
    if (isFinal) {
      const again = document.createElement("button");
      again.type = "button";
      again.className = "quiet";
      again.textContent = settings.sayRetry;
      again.addEventListener("click", () => {
        item.remove();
        ask(item.dataset.question);
      });
      reply.append(again);
      reply.removeAttribute("aria-busy");
    }
    status.lang = settings.language;
    say(text);
  }

  function showWaiting(item, text) {
    const stage = document.createElement("p");
    stage.className = "stage";
    stage.textContent = text;
    item.querySelector(".reply").replaceChildren(stage);
    say(text);
  }

  const history = () => [...turns.querySelectorAll(".turn[data-asked]")].map((item) => item.dataset.question).slice(-MAX_HISTORY);

  // --- Asking ---

  async function post(turn) {
    let response;
    try {
      response = await fetch(settings.ask, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ data: [turn] }),
      });
    } catch {
      throw new Broken();
    }
    if (response.status === 429) throw new TooMany(response.headers.get("Retry-After") || "60");
    if (response.status >= 500) throw new Broken();
    if (!response.ok) throw new Unanswered(settings.sayNotReady);
    return (await response.json()).event_id;
  }

  function listen(id, item) {
    return new Promise((resolve, reject) => {
      const source = new EventSource(`${settings.ask}/${id}`);
      let answered = false;
      let silence;
      const end = (settle, value) => {
        clearTimeout(silence);
        source.close();
        settle(value);
      };
      const hear = () => {
        clearTimeout(silence);
        silence = setTimeout(() => end(reject, new Broken()), SILENCE_SECONDS * 1000);
      };
      hear();
      source.addEventListener("generating", (event) => {
        hear();
        const [shown] = JSON.parse(event.data);
        if (shown.kind === "stage") showStage(item, shown.text);
        if (shown.kind === "failed") end(reject, new Unanswered(shown.text));
        if (shown.kind === "answer") {
          answered = true;
          showAnswer(item, shown);
        }
      });
      source.addEventListener("complete", () => end(answered ? resolve : reject, new Broken()));
      // Both the server's word for a fault and the browser's for a connection that broke.
      source.addEventListener("error", () => end(answered ? resolve : reject, new Broken()));
    });
  }

  async function waitForServer() {
    for (const seconds of WAITS) {
      await wait(seconds);
      try {
        if ((await fetch(settings.ready, { cache: "no-store" })).ok) return true;
      } catch {
        // Still away.
      }
    }
    return false;
  }

  async function ask(question) {
    const item = addTurn(question);
    const turn = {
      question,
      history: history(),
      page_language: settings.language,
      turn: Number(item.id.slice("turn-".length)),
    };
    setBusy(true);
    item.scrollIntoView({ block: "start" });
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await listen(await post(turn), item);
          break;
        } catch (error) {
          if (!(error instanceof Broken) || attempt > 2) throw error;
          showWaiting(item, settings.sayLost);
          if (!(await waitForServer())) throw error;
          showWaiting(item, settings.sayBack);
        }
      }
    } catch (error) {
      if (error instanceof TooMany) showTrouble(item, settings.sayTooMany.replace("#", error.message), true);
      else if (error instanceof Unanswered) showTrouble(item, error.message, true);
      else if (error instanceof Broken) showTrouble(item, settings.sayGone, true);
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  function setBusy(isBusy) {
    send.disabled = isBusy;
    chat.toggleAttribute("data-busy", isBusy);
  }

  // --- The box ---

  function fit() {
    input.rows = Math.min(5, input.value.split("\n").length + Math.floor(input.value.length / 90));
    const count = Number(settings.maxChars) - input.value.length;
    left.textContent = count <= 100 ? settings.sayLeft.replace("100", String(count)) : "";
  }

  function submit() {
    const question = input.value.trim();
    if (!question || send.disabled) return;
    input.value = "";
    fit();
    input.focus();
    ask(question);
  }

  box.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener("input", fit);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  document.getElementById("new").addEventListener("click", (event) => {
    event.preventDefault();
    turns.replaceChildren();
    document.body.classList.remove("has-turns");
    forget();
    status.textContent = "";
    input.focus();
  });

  // --- What can be done with an answer ---

  async function copy(button, text) {
    let said = button.dataset.copied;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      said = settings.sayCopyFailed;
    }
    if (!button.dataset.label) button.dataset.label = button.textContent;
    button.textContent = said;
    say(said);
    setTimeout(() => { button.textContent = button.dataset.label; }, 2500);
  }

  function printTurn(item) {
    item.classList.add("printed");
    document.body.classList.add("printing");
    const closed = [...item.querySelectorAll("details:not([open])")];
    closed.forEach((details) => { details.open = true; });
    window.addEventListener("afterprint", () => {
      item.classList.remove("printed");
      document.body.classList.remove("printing");
      closed.forEach((details) => { details.open = false; });
    }, { once: true });
    window.print();
  }

  function goTo(id) {
    const target = document.getElementById(id);
    if (!target) return false;
    for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    target.scrollIntoView({ block: "center" });
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    return true;
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button");
    if (!target) return;
    if (target.matches(".example") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (send.disabled) return;
      input.focus();
      ask(target.textContent.trim());
    } else if (target.matches("[data-copy]")) {
      copy(target, target.dataset.copy);
    } else if (target.matches("[data-link]")) {
      const address = new URL(settings.home, location.href);
      address.search = new URLSearchParams({ q: target.dataset.link, lang: target.dataset.linkLanguage }).toString();
      copy(target, address.href);
    } else if (target.matches("[data-print]")) {
      printTurn(target.closest(".turn"));
    } else if (target.matches("a[href^='#']") && goTo(target.getAttribute("href").slice(1))) {
      event.preventDefault();
    } else if (settings.framed && target.matches("a[href*='/documents/']")) {
      target.target = "_blank";
    }
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches(".feedback")) return;
    event.preventDefault();
    const said = form.querySelector(".said");
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    const buttons = [...form.querySelectorAll("button")];
    buttons.forEach((button) => { button.disabled = true; });
    try {
      const response = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      said.textContent = (await response.json()).text;
      form.querySelector("fieldset").hidden = true;
      said.tabIndex = -1;
      said.focus();
      keep();
    } catch {
      said.textContent = settings.sayFeedbackFailed;
      buttons.forEach((button) => { button.disabled = false; });
    }
  });

  // --- The conversation in this tab ---

  function keep() {
    try {
      const kept = [...turns.querySelectorAll(".turn[data-asked]")];
      sessionStorage.setItem(KEPT, JSON.stringify(kept.map((item) => item.outerHTML)));
    } catch {
      // Storage may be full or forbidden; the conversation then lasts as long as the page.
    }
  }

  function forget() {
    try {
      sessionStorage.removeItem(KEPT);
    } catch {
      // As above.
    }
  }

  function restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
      if (kept.length) turns.innerHTML = kept.join("");
    } catch {
      forget();
    }
  }

  if (turns.children.length) {
    // The question stood in the address: reloading must not ask it again.
    const address = new URL(location.href);
    address.searchParams.delete("q");
    window.history.replaceState(null, "", address);
    if (turns.querySelector(".answer")) keep();
  } else {
    restore();
  }
  document.body.classList.toggle("has-turns", turns.children.length > 0);
  if (location.hash) goTo(location.hash.slice(1));
  fit();
  if (!turns.children.length && document.activeElement === document.body) input.focus();

  if (settings.trouble) {
    waitForServer().then((isReady) => { if (isReady) location.reload(); });
  }
})();
