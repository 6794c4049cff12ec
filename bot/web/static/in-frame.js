"use strict";
// In another site's page: passes Escape on to the script that opened the chat (embed.js), which closes it.
if (window.parent !== window) {
  document.addEventListener("keydown", (event) => {
    // Any page may learn that the key was pressed; which one shows the chat is not known here.
    if (event.key === "Escape" && !event.defaultPrevented) window.parent.postMessage("lykbot:close", "*");
  });
}
