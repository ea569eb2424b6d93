// What the program posts by itself: events, offers and what the answers to these ask of the carrier. The SDK says
// whether it is signed as Twilio signs.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import twilio from "twilio";
import { startListener } from "./listener.js";
import { account, refused, startServer, token } from "./server.js";

let server;
let carrier;
let workspace;
let activity; // SIDs by name
let queue;

// A carrier has nothing under way, and takes every call.
const asCarrier = ({ url }) => {
  if (url.includes("Calls.json?")) return { calls: [] };
  if (url.includes("Conferences.json?")) return { conferences: [] };
  if (url.includes("Messages.json?")) return { messages: [] };
  return { sid: "CA00000000000000000000000000000001", status: "queued" };
};

before(async () => {
  carrier = await startListener(asCarrier);
  server = await startServer({
    carrier: { base_url: carrier.url, account, token: { environment: "SWITCHYARD_TEST_TOKEN" } },
  });
});

beforeEach(async () => {
  carrier.posts.length = 0;
  const { workspaces } = server.client.taskrouter.v1;
  const made = await workspaces.create({ friendlyName: "Callbacks" });
  workspace = workspaces(made.sid);
  activity = Object.fromEntries((await workspace.activities.list()).map((a) => [a.friendlyName, a.sid]));
  queue = await workspace.taskQueues.create({ friendlyName: "Line" });
});

after(async () => {
  assert.equal(await server.stop(), 0);
  await carrier.stop();
});

const isSigned = (listener, post) =>
  twilio.validateRequest(token, post.signature, `${listener.url}${post.url}`, post.form);

// A task that is offered to Ann, with a workflow that asks at these URLs.
async function offer(urls = {}, attributes = {}) {
  const workflow = await workspace.workflows.create({
    friendlyName: "In",
    configuration: JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } }),
    ...urls,
  });
  const ann = await workspace.workers.create({
    friendlyName: "Ann",
    attributes: '{"contact_uri":"client:ann"}',
    activitySid: activity.Available,
  });
  const task = await workspace.tasks.create({
    workflowSid: workflow.sid,
    attributes: JSON.stringify({ type: "sales", ...attributes }),
  });
  const [{ sid }] = await workspace.tasks(task.sid).reservations.list();
  return { workflow, ann, task, reservation: workspace.tasks(task.sid).reservations(sid), sid };
}

// The callback has been answered; what follows is a turn of its own.
async function status(reservation, wanted) {
  for (let i = 0; i < 200; i += 1) {
    const { reservationStatus } = await reservation.fetch();
    if (reservationStatus === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.equal((await reservation.fetch()).reservationStatus, wanted);
}

test("an offer is told to the workflow's owner, signed, and accepted as the answer says", async () => {
  const owner = await startListener(() => ({ instruction: "accept" }));
  const { workflow, ann, task, reservation, sid } = await offer({ assignmentCallbackUrl: `${owner.url}/assign` });
  const post = await owner.until(({ url }) => url === "/assign", "the offer");
  assert.ok(isSigned(owner, post));
  const { form } = post;
  assert.deepEqual(
    [form.AccountSid, form.WorkflowSid, form.TaskQueueSid, form.WorkerSid, form.TaskSid, form.ReservationSid],
    [account, workflow.sid, queue.sid, ann.sid, task.sid, sid],
  );
  assert.equal(JSON.parse(form.TaskAttributes).type, "sales");
  assert.equal(JSON.parse(form.WorkerAttributes).contact_uri, "client:ann");
  await status(reservation, "accepted");
  await owner.stop();
});

test("an answer may reject, and put the worker elsewhere", async () => {
  const owner = await startListener(() => ({ instruction: "reject", activity_sid: activity.Unavailable }));
  const { ann, reservation } = await offer({ assignmentCallbackUrl: owner.url });
  await status(reservation, "rejected");
  assert.equal((await workspace.workers(ann.sid).fetch()).activityName, "Unavailable");
  await owner.stop();
});

test("who does not answer well has the fallback asked", async () => {
  const owner = await startListener(({ url }) => (url === "/first" ? "no JSON" : { instruction: "accept" }));
  const { reservation } = await offer({
    assignmentCallbackUrl: `${owner.url}/first`,
    fallbackAssignmentCallbackUrl: `${owner.url}/second`,
  });
  assert.ok(isSigned(owner, await owner.until(({ url }) => url === "/second", "the fallback")));
  await status(reservation, "accepted");
  await owner.stop();
});

test("an answer may call the worker by the carrier", async () => {
  const owner = await startListener(() => ({ instruction: "dequeue", from: "+15550100", to: "client:bob" }));
  const { reservation } = await offer({ assignmentCallbackUrl: owner.url }, { call_sid: "CA1" });
  const call = await carrier.until(({ url, form }) => url.endsWith("/Calls.json") && form.To === "client:bob", "the call");
  assert.equal(call.url, `/2010-04-01/Accounts/${account}/Calls.json`);
  assert.equal(call.form.From, "+15550100");
  assert.ok(call.form.Url.startsWith(`${server.url}/carrier/leg?`));
  assert.equal((await reservation.fetch()).reservationStatus, "pending"); // until the worker lifts
  await owner.stop();
});

// Each with what the carrier must be asked for.
const instructions = [
  [{ instruction: "dequeue", dequeueFrom: "+15550100", dequeueTo: "client:one" }, { To: "client:one", From: "+15550100" }],
  [{ instruction: "conference", from: "+15550101", to: "client:two", endConferenceOnExit: true }, { To: "client:two", From: "+15550101" }],
  [
    { instruction: "call", callFrom: "+15550102", callTo: "client:three", callUrl: "https://example.com/twiml", callAccept: true },
    { To: "client:three", From: "+15550102" },
  ],
  [
    { instruction: "redirect", redirectCallSid: "CA9", redirectUrl: "https://example.com/else", redirectAccept: true },
    { Url: "https://example.com/else" },
  ],
];
for (const [fields, asked] of instructions) {
  test(`${fields.instruction} comes by the API, too`, async () => {
    const owner = await startListener(); // says nothing: somebody else will
    const { reservation } = await offer({ assignmentCallbackUrl: owner.url }, { call_sid: "CA1" });
    await refused(reservation.update({ ...fields, instruction: "dance" }), 400, 20001);
    await reservation.update(fields);
    const fits = ({ form }) => Object.entries(asked).every(([name, value]) => form[name] === value);
    const { url } = await carrier.until(fits, fields.instruction);
    const path = fields.instruction === "redirect" ? "Calls/CA9.json" : "Calls.json";
    assert.equal(url, `/2010-04-01/Accounts/${account}/${path}`);
    const accepts = fields.callAccept || fields.redirectAccept;
    assert.equal((await reservation.fetch()).reservationStatus, accepts ? "accepted" : "pending");
    await owner.stop();
  });
}

test("events are posted in order, signed, and only those that the filter names", async () => {
  const crm = await startListener();
  await workspace.update({ eventCallbackUrl: `${crm.url}/events?x=1`, eventsFilter: "task.created,reservation.created,task.canceled" });
  const { task } = await offer();
  await workspace.tasks(task.sid).update({ assignmentStatus: "canceled", reason: "hung up" });
  const last = await crm.until(({ form }) => form.EventType === "task.canceled", "the last event");
  assert.deepEqual(crm.posts.map(({ form }) => form.EventType), ["task.created", "reservation.created", "task.canceled"]);
  for (const post of crm.posts) assert.ok(isSigned(crm, post), post.form.EventType);
  assert.deepEqual([last.form.TaskSid, last.form.ResourceSid, last.form.TaskCanceledReason], [task.sid, task.sid, "hung up"]);
  const event = await workspace.events(last.form.Sid).fetch();
  assert.equal(event.eventType, "task.canceled");
  await crm.stop();
});
