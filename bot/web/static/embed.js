// Puts a button into another site's page that opens the chat below it. Served as /embed.js with the labels added:
//
//   <script src="https://lykbot.example/embed.js" data-language="sv" data-target="chat" async></script>
//
// It sets no cookie, and nothing but this file is loaded until somebody opens the chat.
const STYLE = `
  :host { display: block; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
  button {
    min-height: 2.75rem; max-width: 100%; padding: 0.5rem 1rem; border: 1px solid #0b5cad; border-radius: 0.6rem;
    font: inherit; font-weight: 600; color: #ffffff; background: #0b5cad; cursor: pointer;
  }
  button:hover { background: #094a8c; }
  /* Two colours: one of them is seen on whatever background the page has. */
  button:focus-visible { outline: 2px solid #ffffff; box-shadow: 0 0 0 5px #0b5cad; }
  iframe {
    display: block; box-sizing: border-box; width: 100%; max-width: 48rem; height: 44rem; height: min(44rem, 85vh);
    min-height: 20rem; margin-top: 0.75rem; border: 1px solid #7c8a99; border-radius: 0.6rem; background: Canvas;
  }
  [hidden] { display: none; }
`;

function putChat(labels) {
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const language = chooseLanguage(Object.keys(labels), script.dataset.language, document.documentElement.lang);
  const words = labels[language];

  const host = document.createElement("div");
  host.lang = language;
  // What the page's own styles say of buttons and frames does not reach into it.
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.open;
  button.setAttribute("aria-expanded", "false");
  root.append(button);
  let frame = null;

  function open() {
    if (frame === null) {
      frame = document.createElement("iframe");
      frame.title = words.title;
      frame.allow = "clipboard-write";
      frame.src = new URL(`?frame=1&lang=${language}`, base).href;
      root.append(frame);
    }
    frame.hidden = false;
    button.textContent = words.close;
    button.setAttribute("aria-expanded", "true");
    frame.focus();
  }

  function close() {
    frame.hidden = true;
    button.textContent = words.open;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  const isOpen = () => frame !== null && !frame.hidden;
  button.addEventListener("click", () => (isOpen() ? close() : open()));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close();
  });
  // Keys pressed inside the frame stay there; the chat passes Escape on (in-frame.js).
  window.addEventListener("message", (event) => {
    const isFromChat = frame !== null && event.source === frame.contentWindow && event.origin === base.origin;
    if (isFromChat && event.data === "lykbot:close" && isOpen()) close();
  });

  const target = script.dataset.target ? document.getElementById(script.dataset.target) : null;
  if (target !== null) target.append(host);
  else script.after(host);
}

function chooseLanguage(known, ...wanted) {
  for (const tag of wanted) {
    const language = (tag || "").toLowerCase().split("-")[0];
    if (known.includes(language)) return language;
  }
  return known[0];
}
