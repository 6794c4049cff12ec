"use strict";
// Starts Swagger UI. It stands in a file of its own because the pages' policy allows no script inside a page.
window.SwaggerUIBundle({
  url: document.getElementById("api").dataset.description,
  dom_id: "#api",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // null: nothing is sent to a validator elsewhere.
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
