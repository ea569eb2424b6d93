// What the SDK's users do, against our server: nothing here knows that it is not Twilio's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { refused, startServer } from "./server.js";

let server;
let workspaces;
let workspace;

before(async () => {
  server = await startServer();
  workspaces = server.client.taskrouter.v1.workspaces;
  const made = await workspaces.create({ friendlyName: "Centre", template: "FIFO" });
  workspace = workspaces(made.sid);
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

test("a workspace is made, found, renamed and removed", async () => {
  const made = await workspaces.create({ friendlyName: "Other" });
  assert.match(made.sid, /^WS[0-9a-f]{32}$/);
  assert.equal(made.multiTaskEnabled, true);
  const found = await workspaces.list({ friendlyName: "Other" });
  assert.deepEqual(found.map((w) => w.sid), [made.sid]);
  const changed = await workspaces(made.sid).update({ friendlyName: "Another" });
  assert.equal(changed.friendlyName, "Another");
  assert.equal(await workspaces(made.sid).remove(), true);
  await refused(workspaces(made.sid).fetch(), 404, 20404);
});

test("activities", async () => {
  const names = (await workspace.activities.list()).map((a) => a.friendlyName).sort();
  assert.deepEqual(names, ["Available", "Offline", "Unavailable"]);
  const lunch = await workspace.activities.create({ friendlyName: "Lunch", available: false });
  assert.equal(lunch.available, false);
  const renamed = await workspace.activities(lunch.sid).update({ friendlyName: "Break" });
  assert.equal(renamed.sid, lunch.sid);
  assert.equal((await workspace.activities.list({ friendlyName: "Break" })).length, 1);
  assert.equal(await workspace.activities(lunch.sid).remove(), true);
});

test("task channels", async () => {
  const channels = await workspace.taskChannels.list();
  assert.ok(channels.some((c) => c.uniqueName === "voice"));
  const made = await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });
  assert.equal((await workspace.taskChannels("fax").fetch()).sid, made.sid);
});

test("workers, their channels and their expressions", async () => {
  const ann = await workspace.workers.create({ friendlyName: "Ann", attributes: JSON.stringify({ level: 3 }) });
  await refused(workspace.workers.create({ friendlyName: "ANN" }), 400, 20001);
  const changed = await workspace.workers(ann.sid).update({ attributes: JSON.stringify({ level: 5 }) });
  assert.deepEqual(JSON.parse(changed.attributes), { level: 5 });
  const found = await workspace.workers.list({ targetWorkersExpression: "level > 4" });
  assert.deepEqual(found.map((w) => w.sid), [ann.sid]);
  const channel = await workspace.workers(ann.sid).workerChannels("sms").update({ capacity: 3 });
  assert.equal(channel.configuredCapacity, 3);
  assert.equal((await workspace.workers(ann.sid).workerChannels.list()).length >= 5, true);
  assert.equal(await workspace.workers(ann.sid).remove(), true);
});

test("task queues refuse a bad expression with a code", async () => {
  const queue = await workspace.taskQueues.create({ friendlyName: "Experts", targetWorkers: "level > 3" });
  assert.equal(queue.targetWorkers, "level > 3");
  await refused(
    workspace.taskQueues.create({ friendlyName: "Bad", targetWorkers: "skill-level > 3" }),
    400,
    20001,
  );
  assert.equal(await workspace.taskQueues(queue.sid).remove(), true);
});

test("pages are followed to the end", async () => {
  for (let i = 0; i < 12; i += 1) await workspace.activities.create({ friendlyName: `Page ${i}` });
  const all = await workspace.activities.list({ pageSize: 5 });
  assert.equal(all.filter((a) => a.friendlyName.startsWith("Page")).length, 12);
});

test("a task is offered, accepted, wrapped up and completed", async () => {
  const activities = await workspace.activities.list({ friendlyName: "Available" });
  const bob = await workspace.workers.create({ friendlyName: "Bob", activitySid: activities[0].sid });
  const workflows = await workspace.workflows.list();
  const task = await workspace.tasks.create({
    attributes: JSON.stringify({ type: "sales" }),
    workflowSid: workflows[0].sid,
    taskChannel: "sms",
  });
  assert.match(task.sid, /^WT[0-9a-f]{32}$/);
  const offers = await workspace.tasks(task.sid).reservations.list();
  assert.deepEqual(offers.map((r) => [r.reservationStatus, r.workerSid]), [["pending", bob.sid]]);
  const accepted = await workspace
    .workers(bob.sid)
    .reservations(offers[0].sid)
    .update({ reservationStatus: "accepted" });
  assert.equal(accepted.reservationStatus, "accepted");
  assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "assigned");
  await refused(
    workspace.tasks(task.sid).reservations(offers[0].sid).update({ reservationStatus: "accepted" }),
    400,
    20001,
  );
  await workspace.tasks(task.sid).update({ assignmentStatus: "wrapping", reason: "said goodbye" });
  const done = await workspace.tasks(task.sid).update({ assignmentStatus: "completed", reason: "done" });
  assert.equal(done.assignmentStatus, "completed");
  const types = (await workspace.events.list({ taskSid: task.sid })).map((e) => e.eventType);
  for (const type of ["task.created", "reservation.created", "reservation.accepted", "task.completed"])
    assert.ok(types.includes(type), `${type} in ${types}`);
});

test("a stale If-Match changes nothing", async () => {
  const workflows = await workspace.workflows.list();
  const task = await workspace.tasks.create({ attributes: "{}", workflowSid: workflows[0].sid });
  await refused(workspace.tasks(task.sid).update({ priority: 7, ifMatch: '"nonsense"' }), 412, 20412);
  assert.equal((await workspace.tasks(task.sid).fetch()).priority, 0);
  assert.equal(await workspace.tasks(task.sid).remove(), true);
});

test("statistics", async () => {
  const real = await workspace.realTimeStatistics().fetch();
  assert.equal(typeof real.totalTasks, "number");
  const sum = await workspace.cumulativeStatistics().fetch({ minutes: 15, splitByWaitTime: "5,30" });
  assert.ok(sum.tasksCreated >= 1);
  const queues = await workspace.taskQueues.list();
  assert.ok((await workspace.taskQueues(queues[0].sid).statistics().fetch()).realtime);
});

test("a wrong token is told so", async () => {
  const { default: twilio } = await import("twilio");
  const stranger = twilio("AC00000000000000000000000000000001", "wrong");
  stranger.taskrouter.baseUrl = server.url;
  await refused(stranger.taskrouter.v1.workspaces.list(), 401, 20003);
});
