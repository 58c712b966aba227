// The pages work without scripting: the server decides when a code may be sent again, and what a second click is worth.

for (const button of document.querySelectorAll("button[data-wait-seconds]")) {
  const label = button.textContent;
  const from = Date.now() + Number(button.dataset.waitSeconds) * 1000;
  const show = () => {
    const left = Math.ceil((from - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${label} ${button.dataset.waitLabel.replace("{0}", left)}` : label;
    if (left > 0) {
      setTimeout(show, 1000 - ((Date.now() - from) % 1000));
    }
  };
  show();
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "true";
    document.body.dataset.sent = "true";
  });
}

// The box is in one form of the page, and counts in each.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("formdata", (event) => {
    if (document.querySelector("input[name=remember]:checked")) {
      event.formData.set("remember", "true");
    }
  });
}

// A page that comes back from the browser's cache can be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const form of document.querySelectorAll("form[data-once]")) {
      delete form.dataset.sent;
    }
    delete document.body.dataset.sent;
  }
});

// While the person answers elsewhere. The server decides what the answer is worth: the form is sent, and it looks itself.
for (const form of document.querySelectorAll("form[data-status-url]")) {
  form.querySelector("[role=status]").hidden = false;
  const ask = async (seconds) => {
    await new Promise((resume) => setTimeout(resume, Math.max(2, seconds) * 1000));
    try {
      const reply = await fetch(form.dataset.statusUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!reply.ok) {
        throw new Error(reply.statusText);
      }
      const { completed, retryAfter } = await reply.json();
      // A form that is on its way, such as one with a code, would be lost to this one.
      if (completed && !document.body.dataset.sent) {
        form.requestSubmit(form.querySelector("button"));
        return;
      }
      ask(completed ? 5 : retryAfter);
    } catch {
      ask(5);
    }
  };
  ask(Number(form.dataset.pauseSeconds));
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.replaceAll(" ", ""));
      button.textContent = button.dataset.copied;
    } catch {
      // The browser doesn't allow it; the text is there to be selected.
      button.hidden = true;
    }
  });
}
