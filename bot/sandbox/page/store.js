// What the page knows: fetched whole from /api/state, which answers as soon as something changes.

export const api = async (name, body) => {
  const answer = await fetch(`/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(result.error ?? `The sandbox answered ${answer.status}.`);
  return result;
};

export const store = {
  state: null, // the last snapshot
  family: 0, // whose phone is shown
  member: 0, // which of the staff you are
  fetchedAt: 0, // performance.now() when the snapshot came: the clock runs on from there
};

const listeners = new Set();
let asking = null;

export const listen = (listener) => listeners.add(listener);

export const tell = () => {
  for (const listener of listeners) listener(store);
};

/** Resolve as soon as `holds()` is truthy, with its value; reject after `seconds`, or when `signal` aborts. */
export const until = (holds, seconds, signal) =>
  new Promise((resolve, reject) => {
    const end = (settle, value) => {
      clearTimeout(timer);
      listeners.delete(look);
      signal?.removeEventListener("abort", stop);
      settle(value);
    };
    const look = () => {
      const value = store.state && holds(store.state);
      if (value) end(resolve, value);
    };
    const stop = () => end(reject, new DOMException("stopped", "AbortError"));
    const timer = setTimeout(() => end(reject, new Error("too late")), seconds * 1000);
    listeners.add(look);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    else look();
  });

export const messages = (side) =>
  store.state?.chats[side === "family" ? store.family : store.state.staff_chat] ?? [];

export const familyNamed = (id) => store.state?.families.find((family) => family.id === id);

export const show = (family) => {
  store.family = family;
  refresh();
};

/** Ask at once, instead of waiting for the next change. */
export const refresh = () => asking?.abort();

const ask = async (since) => {
  asking = new AbortController();
  const answer = await fetch(`/api/state?since=${since}&family=${store.family}`, { signal: asking.signal });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
};

const take = (state, family) => {
  if (family !== store.family) return false;
  store.fetchedAt = performance.now();
  store.state = state;
  store.member = state.staff.some((one) => one.id === store.member) ? store.member : state.staff[0]?.id;
  if (!familyNamed(store.family) && state.families.length) store.family = state.families.at(-1).id;
  return family === store.family;
};

/** Follow the sandbox for ever; `onTrouble(true)` while it does not answer. */
export const follow = async (onTrouble) => {
  let since = 0;
  for (;;) {
    const family = store.family;
    try {
      const state = await ask(since);
      since = take(state, family) ? state.version : 0;
      onTrouble(false);
      tell();
    } catch (error) {
      since = 0;
      if (error.name === "AbortError") continue;
      onTrouble(true);
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
};
