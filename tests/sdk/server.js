// Starts the program on a folder of its own and gives an SDK client that speaks to it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import twilio from "twilio";

export const account = "AC00000000000000000000000000000001";
export const token = "0123456789abcdef0123456789abcdef";

// The SDK makes an exception of our refusal, with its status and code.
export const refused = (promise, status, code) =>
  assert.rejects(promise, (error) => error.status === status && error.code === code);

export const names = (things) => things.map((thing) => thing.friendlyName);
export const sids = (things) => things.map((thing) => thing.sid);

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export async function startServer(extra = {}) {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-sdk-"));
  const port = await freePort();
  writeFileSync(
    join(folder, "config.json"),
    JSON.stringify({
      version: 1,
      listen: `127.0.0.1:${port}`,
      journal: { folder: "journals" },
      accounts: [{ sid: account, token: { environment: "SWITCHYARD_TEST_TOKEN" } }],
      outgoing: { allow: ["127.0.0.0/8"] },
      ...extra,
    }),
  );
  const program = process.env.SWITCHYARD_PROGRAM;
  const child = spawn(program, ["serve", "--config", join(folder, "config.json")], {
    env: { ...process.env, SWITCHYARD_TEST_TOKEN: token },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; i += 1) {
    const ready = await fetch(`${url}/readyz`).then((r) => r.ok).catch(() => false);
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const clientWith = (options) => {
    const client = twilio(account, token, options);
    client.taskrouter.baseUrl = url; // the one change
    return client;
  };
  const client = clientWith({ autoRetry: true, maxRetries: 10 }); // lists by expression are for three a second
  const impatient = clientWith({});
  const stop = () =>
    new Promise((resolve) => {
      child.once("exit", (code) => {
        rmSync(folder, { recursive: true });
        resolve(code);
      });
      child.kill("SIGTERM");
    });
  return { url, client, impatient, stop };
}
