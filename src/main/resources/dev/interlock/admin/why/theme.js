// Before the first paint: what this browser was told last, else what the system prefers.
const kept = localStorage.getItem("theme");
if (kept === "dark" || kept === "light") {
  document.documentElement.dataset.theme = kept;
}
