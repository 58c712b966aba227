// The pages work without scripting: the server decides when a code may be sent again, and what a second click is worth.

// A theme with an older copy of a template has no such element.
const page = document.querySelector(".onelogin-mfa") ?? document.body;
const forms = page.querySelectorAll("form[data-once]");

// Screen readers read a text that is added here, without a move of the focus.
const announcement = document.createElement("p");
announcement.className = "onelogin-mfa-announcement";
announcement.setAttribute("role", "status");
page.append(announcement);

const minutesAndSeconds = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// A countdown is for the eyes: a screen reader announces its end only.
for (const button of page.querySelectorAll("button[data-wait-seconds]")) {
  const label = button.textContent.trim();
  const from = Date.now() + Number(button.dataset.waitSeconds) * 1000;
  const show = () => {
    const left = Math.ceil((from - Date.now()) / 1000);
    button.disabled = left > 0;
    if (left > 0) {
      button.textContent = `${label} ${button.dataset.waitLabel.replace("{0}", minutesAndSeconds(left))}`;
      setTimeout(show, 1000 - ((Date.now() - from) % 1000));
    } else {
      button.textContent = label;
      announcement.textContent = `${button.dataset.waitOver} ${label}`;
    }
  };
  show();
}

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "true";
    document.body.dataset.sent = "true";
  });
}

// The box is in one form of the page, and counts in each.
const box = page.querySelector("input[type=checkbox][name=remember]");
for (const form of forms) {
  form.addEventListener("formdata", (event) => {
    if (box && box.form !== form) {
      event.formData.set("remember", String(box.checked));
    }
  });
}

// A page that comes back from the browser's cache can be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const form of forms) {
      delete form.dataset.sent;
    }
    delete document.body.dataset.sent;
  }
});

// While the user answers elsewhere. The server decides what the answer is worth: the form is sent, and it looks itself.
for (const form of page.querySelectorAll("form[data-status-url]")) {
  const answered = form.querySelector("button[name=answered]");
  const byHand = answered.closest(".onelogin-mfa-button");
  form.querySelector("[role=status]").hidden = false;
  byHand.hidden = true;
  let failures = 0;
  const ask = async (seconds) => {
    await new Promise((resume) => setTimeout(resume, Math.max(2, seconds) * 1000));
    try {
      const reply = await fetch(form.dataset.statusUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!reply.ok) {
        throw new Error(reply.statusText);
      }
      const { completed, retryAfter } = await reply.json();
      failures = 0;
      // A form that is on its way, such as one with a code, would be lost to this one.
      if (completed && !document.body.dataset.sent) {
        form.requestSubmit(answered);
        return;
      }
      ask(completed ? 5 : retryAfter);
    } catch {
      // A page that can't ask leaves it to the user.
      failures += 1;
      byHand.hidden = failures < 3;
      ask(5);
    }
  };
  ask(Number(form.dataset.pauseSeconds));
}

// The other ways stay out of sight while the user looks at the phone, unless the user opens them.
for (const options of page.querySelectorAll("details[data-open-after-seconds]")) {
  const opening = setTimeout(() => {
    options.open = true;
  }, Number(options.dataset.openAfterSeconds) * 1000);
  options.addEventListener("toggle", () => clearTimeout(opening));
}

// Focus: a message is read together with the field that has the focus, or gets the focus itself.
const message = page.parentElement.querySelector(
  ":scope > .pf-m-danger, :scope > .pf-m-warning, :scope > .pf-m-info, :scope > .pf-m-success",
);
if (message) {
  const field = page.querySelector("[autofocus]");
  message.id ||= "onelogin-message";
  if (field) {
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${message.id}`.trim());
  } else {
    message.tabIndex = -1;
    message.focus();
  }
}

const code = page.querySelector("#otp");

// A code in a text, if only one part of the text can be the code: six digits, also in two groups, or else 4 to 10 digits.
const digitsIn = (text) => {
  const only = (found) => (found.length === 1 ? found[0] : undefined);
  const numbers = text.match(/\p{Nd}+/gu) ?? [];
  const groups = text.match(/(?<!\p{Nd}[ -]?)\p{Nd}{3}[ -]\p{Nd}{3}(?![ -]?\p{Nd})/gu) ?? [];
  return (
    only(numbers.filter((number) => number.length === 6)) ??
    only(groups) ??
    only(numbers.filter((number) => number.length >= 4 && number.length <= 10))
  );
};
const wordIn = (text) => {
  const words = (text.match(/[\p{L}\p{Nd}]+/gu) ?? []).filter((word) => /^(?=.*\p{Nd})[A-Za-z\p{Nd}]{4,12}$/u.test(word));
  return words.length === 1 ? words[0] : undefined;
};

if (code) {
  const isDigits = code.inputMode === "numeric";

  // The whole message can be pasted. A text without letters goes to the server as it is, which reads any spelling.
  code.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").normalize("NFKC");
    const found = /\p{L}/u.test(text) ? (isDigits ? digitsIn(text) : /\s/.test(text.trim()) && wordIn(text)) : undefined;
    if (found) {
      event.preventDefault();
      code.value = found;
      code.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // A wrong code comes back selected, to be corrected or replaced. The server never sends it: this tab keeps it until then. A code
  // of the help desk can be valid for days, so no tab keeps it.
  const KEY = "onelogin-mfa-code";
  try {
    const entered = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    if (entered && code.getAttribute("aria-invalid") === "true") {
      code.value = entered;
      code.select();
    }
    if (!("forget" in code.dataset)) {
      code.form.addEventListener("submit", () => sessionStorage.setItem(KEY, code.value));
    }
  } catch {
    // The browser keeps nothing: the field stays empty.
  }
}

for (const button of page.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.replaceAll(" ", ""));
      button.textContent = button.dataset.copied;
      announcement.textContent = button.dataset.copied;
    } catch {
      // The browser doesn't allow it; the text is there to be selected.
      button.hidden = true;
    }
  });
}
