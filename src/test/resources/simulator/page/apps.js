import { copy } from "./parts.js";

const panel = document.getElementById("authenticator");
const list = document.getElementById("apps");
const template = document.getElementById("app");
const kinds = { AUTHENTICATOR: "Authenticator", PROTECT: "OneLogin Protect" };

let apps = [];
let readAt = 0;
let user = "";
let nameOf = id => `user ${id}`;

const keyOf = app => `${app.user_id}/${app.device_id}`;

function item(app) {
  const li = template.content.firstElementChild.cloneNode(true);
  li.dataset.key = keyOf(app);
  const button = li.querySelector("button");
  button.addEventListener("click", () => copy(button, li.querySelector(".shown").textContent));
  return li;
}

/** Updates an item in place, which keeps the focus. */
function update(li, app) {
  li.querySelector(".kind").textContent = kinds[app.kind] ?? app.kind;
  li.querySelector(".whose").textContent = `${nameOf(app.user_id)}, ${app.name}${app.enrolled ? "" : " (being set up)"}`;
  li.querySelector(".shown").textContent = app.code;
  li.querySelector("button").setAttribute("aria-label", `Copy the code of ${app.name} of ${nameOf(app.user_id)}`);
}

const left = app => Math.max(0, app.seconds_left - Math.floor((Date.now() - readAt) / 1000));

function tick() {
  for (const app of apps) {
    const li = list.querySelector(`[data-key="${CSS.escape(keyOf(app))}"]`);
    if (li) li.querySelector(".left").textContent = `New code in ${left(app)} s`;
  }
}

/** Shows the apps of a user. @param chosen the id of the user, or empty for all users */
export function showApps(chosen, names) {
  user = chosen;
  nameOf = names;
  show();
}

function show() {
  const shown = apps.filter(app => user === "" || String(app.user_id) === user);
  const present = new Map([...list.children].map(li => [li.dataset.key, li]));
  const items = shown.map(app => present.get(keyOf(app)) ?? item(app));
  present.forEach(li => { if (!items.includes(li)) li.remove(); });
  items.forEach((li, index) => {
    if (list.children[index] !== li) list.insertBefore(li, list.children[index] ?? null);
    update(li, shown[index]);
  });
  panel.hidden = shown.length === 0;
  tick();
}

export async function refreshApps() {
  apps = await (await fetch("_sim/apps")).json();
  readAt = Date.now();
  show();
}

setInterval(async () => {
  if (apps.some(app => left(app) === 0)) await refreshApps();
  tick();
}, 1000);
