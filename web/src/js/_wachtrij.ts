// What was done in a dead spot, kept in IndexedDB and sent later with the same request id.
export type Waiting = { id: string; url: string; fields: [string, FormDataEntryValue][] };

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open("wijkwerk", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("wachtrij", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function inStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction("wachtrij", mode);
      const request = use(transaction.objectStore("wachtrij"));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const keep = (item: Waiting): Promise<IDBValidKey> => inStore("readwrite", (store) => store.put(item));
export const drop = (id: string): Promise<undefined> => inStore("readwrite", (store) => store.delete(id));
export const all = (): Promise<Waiting[]> => inStore("readonly", (store) => store.getAll() as IDBRequest<Waiting[]>);

/** How long a bad connection is given before it counts as none. */
const PATIENCE_MS = 60_000;

export type Outcome = "sent" | "later" | "refused";

/** Sends one; "later" means no connection, no session or a busy server: it stays queued. */
export async function send(item: Waiting): Promise<Outcome> {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(item.url, { method: "POST", body, credentials: "same-origin", signal });
    const signedOut = answer.status === 401 || new URL(answer.url).pathname.startsWith("/inloggen");
    if (signedOut || answer.status === 429 || answer.status >= 500) return "later";
    return answer.ok ? "sent" : "refused";
  } catch {
    return "later";
  }
}
