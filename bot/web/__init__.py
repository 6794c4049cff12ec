"""lykbot in the browser: pages for visitors and staff, and the HTTP API."""
