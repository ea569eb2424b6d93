// Work by the SDK: tasks with their filters, reservations from both sides, and the events that tell of it.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { refused, sids, startServer } from "./server.js";

let server;
let workspace;
let workspaceSid;
let queue;
let workflow;
let activity; // SIDs by name

before(async () => {
  server = await startServer();
});

// A workspace of its own for each test.
beforeEach(async () => {
  const { workspaces } = server.client.taskrouter.v1;
  workspaceSid = (await workspaces.create({ friendlyName: "Work" })).sid;
  workspace = workspaces(workspaceSid);
  activity = Object.fromEntries((await workspace.activities.list()).map((a) => [a.friendlyName, a.sid]));
  queue = await workspace.taskQueues.create({ friendlyName: "Line", targetWorkers: "busy == false" });
  workflow = await workspace.workflows.create({
    friendlyName: "In",
    taskReservationTimeout: 60,
    configuration: JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } }),
  });
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

// Somebody to whom the queue offers its tasks, and the way to what is theirs.
async function hire(friendlyName) {
  const attributes = '{"busy":false}';
  const worker = await workspace.workers.create({ friendlyName, attributes, activitySid: activity.Available });
  return [worker, workspace.workers(worker.sid)];
}

test("a task has all that it is made with", async () => {
  const start = new Date(Math.floor(Date.now() / 1000) * 1000 - 5_000);
  const made = await workspace.tasks.create({
    workflowSid: workflow.sid,
    attributes: '{"type":"sales"}',
    priority: 3,
    timeout: 600,
    taskChannel: "voice",
    virtualStartTime: start,
  });
  const task = await workspace.tasks(made.sid).fetch();
  assert.deepEqual(
    [task.assignmentStatus, task.priority, task.timeout, task.taskChannelUniqueName, task.workflowFriendlyName],
    ["pending", 3, 600, "voice", "In"],
  );
  assert.deepEqual([task.taskQueueSid, task.taskQueueFriendlyName], [queue.sid, "Line"]);
  assert.deepEqual(task.virtualStartTime, start);
  assert.ok(task.taskQueueEnteredDate instanceof Date);
  assert.deepEqual([task.routingTarget, task.ignoreCapacity, task.reason], [null, false, null]);
  const changed = await workspace.tasks(task.sid).update({ attributes: '{"type":"service"}', priority: 9 });
  assert.deepEqual([changed.priority, JSON.parse(changed.attributes)], [9, { type: "service" }]);
  const gone = await workspace.tasks(task.sid).update({ assignmentStatus: "canceled", reason: "hung up" });
  assert.deepEqual([gone.assignmentStatus, gone.reason], ["canceled", "hung up"]);
  assert.equal(await workspace.tasks(task.sid).remove(), true);
  await refused(workspace.tasks(task.sid).fetch(), 404, 20404);
});

test("tasks are found by what they are, in the order that is asked for", async () => {
  const make = (priority, type, secondsAgo) =>
    workspace.tasks.create({
      workflowSid: workflow.sid,
      attributes: JSON.stringify({ type }),
      priority,
      virtualStartTime: new Date(Date.now() - secondsAgo * 1_000),
    });
  const [low, high, middle] = [await make(1, "sales", 5), await make(5, "service", 50), await make(3, "sales", 500)];
  const found = (filter) => workspace.tasks.list(filter).then(sids);
  assert.deepEqual(await found({}), sids([low, high, middle]));
  assert.deepEqual(await found({ ordering: "Priority:desc,DateCreated:asc" }), sids([high, middle, low]));
  assert.deepEqual(await found({ ordering: "DateCreated:desc" }), sids([middle, high, low]));
  assert.deepEqual(await found({ ordering: "VirtualStartTime:asc" }), sids([middle, high, low]));
  assert.deepEqual(await found({ priority: 5 }), [high.sid]);
  assert.deepEqual(await found({ assignmentStatus: ["reserved", "pending"] }), sids([low, high, middle]));
  assert.deepEqual(await found({ assignmentStatus: ["wrapping"] }), []);
  assert.deepEqual(await found({ workflowSid: workflow.sid, priority: 1 }), [low.sid]);
  assert.deepEqual(await found({ workflowName: "In", priority: 3 }), [middle.sid]);
  assert.deepEqual(await found({ workflowName: "Other" }), []);
  assert.equal((await found({ taskQueueSid: queue.sid })).length, 3);
  assert.equal((await found({ taskQueueName: "Line" })).length, 3);
  assert.equal((await found({ hasAddons: false })).length, 3);
  assert.deepEqual(await found({ hasAddons: true }), []);
  assert.deepEqual(await found({ evaluateTaskAttributes: "type == 'sales'" }), sids([low, middle]));
  assert.deepEqual(await found({ pageSize: 1, ordering: "Priority:asc" }), sids([low, middle, high]));
  await refused(workspace.tasks.list({ ordering: "DateCreated:asc,VirtualStartTime:asc" }), 400, 20001);
  await refused(workspace.tasks.list({ evaluateTaskAttributes: "type ==" }), 400, 20001);
});

test("lists that evaluate an expression are for three a second", async () => {
  const { tasks } = server.impatient.taskrouter.v1.workspaces(workspaceSid);
  const ask = () => tasks.list({ evaluateTaskAttributes: "1 == 1" });
  const answers = await Promise.allSettled(Array.from({ length: 12 }, ask));
  const errors = answers.filter((answer) => answer.status === "rejected").map((answer) => answer.reason);
  assert.ok(errors.length > 0, "somebody was told to come again");
  for (const error of errors) assert.deepEqual([error.status, error.code], [429, 20429]);
  assert.deepEqual(await workspace.tasks.list({ evaluateTaskAttributes: "1 == 1" }), []); // who waits is served
});

test("a task goes to the very worker or the queue that it names", async () => {
  const [dan] = await hire("Dan");
  const direct = () =>
    workspace.tasks.create({ routingTarget: dan.sid, ignoreCapacity: "true", attributes: "{}" });
  const [first, second] = [await direct(), await direct()];
  assert.deepEqual([first.routingTarget, first.ignoreCapacity, first.workflowSid], [dan.sid, true, null]);
  assert.deepEqual([first.assignmentStatus, second.assignmentStatus], ["reserved", "reserved"]);
  const found = await workspace.tasks.list({ routingTarget: dan.sid });
  assert.deepEqual(sids(found), sids([first, second]));
  const queued = await workspace.tasks.create({ taskQueueSid: queue.sid });
  assert.deepEqual([queued.assignmentStatus, queued.taskQueueFriendlyName], ["pending", "Line"]);
  await refused(workspace.tasks.create({ routingTarget: "WK00000000000000000000000000000000" }), 400, 20001);
});

test("a reservation is seen from its task and from its worker", async () => {
  const [eva, worker] = await hire("Eva");
  const task = await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "voice" });
  assert.equal(task.assignmentStatus, "reserved");
  const [pending] = await worker.reservations.list({ reservationStatus: "pending" });
  const fetched = await worker.reservations(pending.sid).fetch();
  assert.deepEqual(
    [fetched.reservationStatus, fetched.taskSid, fetched.workerSid, fetched.workerName],
    ["pending", task.sid, eva.sid, "Eva"],
  );
  assert.match(fetched.url, new RegExp(`/Workers/${eva.sid}/Reservations/${pending.sid}$`));
  const ofTask = workspace.tasks(task.sid).reservations;
  assert.match((await ofTask(pending.sid).fetch()).url, new RegExp(`/Tasks/${task.sid}/Reservations/${pending.sid}$`));
  assert.deepEqual(sids(await ofTask.list({ workerSid: eva.sid })), [pending.sid]);
  assert.deepEqual(await ofTask.list({ reservationStatus: "accepted" }), []);

  await refused(worker.reservations(pending.sid).update({ reservationStatus: "accepted", ifMatch: '"old"' }), 412, 20412);
  assert.equal((await ofTask(pending.sid).update({ instruction: "accept" })).reservationStatus, "accepted");
  const channel = await worker.workerChannels("voice").fetch();
  assert.deepEqual([channel.assignedTasks, channel.availableCapacityPercentage], [1, 0]);
  const wrapping = await worker.reservations(pending.sid).update({ reservationStatus: "wrapping" });
  assert.equal(wrapping.reservationStatus, "wrapping");
  assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "wrapping");
  const completed = await worker.reservations(pending.sid).update({ reservationStatus: "completed" });
  assert.equal(completed.reservationStatus, "completed");
  assert.equal((await worker.workerChannels("voice").fetch()).availableCapacityPercentage, 100);
});

test("a rejected task comes again, and the one who rejects may go to another activity", async () => {
  const [, worker] = await hire("Fay");
  const task = await workspace.tasks.create({ workflowSid: workflow.sid });
  const [offer] = await worker.reservations.list();
  const said = await workspace
    .tasks(task.sid)
    .reservations(offer.sid)
    .update({ reservationStatus: "rejected", workerActivitySid: activity.Unavailable });
  assert.equal(said.reservationStatus, "rejected");
  assert.equal((await worker.fetch()).activityName, "Unavailable");
  assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "pending");
});

test("who becomes unavailable keeps what is offered, or rejects it", async () => {
  const [, worker] = await hire("Gus");
  const task = await workspace.tasks.create({ workflowSid: workflow.sid });
  await worker.update({ activitySid: activity.Offline });
  assert.equal((await worker.reservations.list({ reservationStatus: "pending" })).length, 1);
  await worker.update({ activitySid: activity.Available });
  const gone = await worker.update({ activitySid: activity.Offline, rejectPendingReservations: true });
  assert.equal(gone.activityName, "Offline");
  assert.equal((await worker.reservations.list({ reservationStatus: "rejected" })).length, 1);
});

test("an instruction that needs a carrier is refused without one", async () => {
  const [, worker] = await hire("Hal");
  const task = await workspace.tasks.create({ workflowSid: workflow.sid });
  const [offer] = await worker.reservations.list();
  const reservation = workspace.tasks(task.sid).reservations(offer.sid);
  for (const instruction of ["dequeue", "conference", "call", "redirect", "dance"]) {
    const more = { callUrl: "https://example.com/x", callFrom: "+15550100", redirectCallSid: "CA1", redirectUrl: "https://example.com/x" };
    await refused(reservation.update({ instruction, ...more }), 400, 20001);
  }
  assert.equal((await reservation.fetch()).reservationStatus, "pending");
});

test("events are found by what they are about", async () => {
  const [ida, worker] = await hire("Ida");
  const before = new Date(Date.now() - 60_000);
  const task = await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "video", attributes: '{"n":1}' });
  const [offer] = await worker.reservations.list();
  await worker.reservations(offer.sid).update({ reservationStatus: "accepted" });
  const found = (filter) => workspace.events.list(filter).then((events) => events.map((e) => e.eventType));
  const work = ["reservation.accepted", "reservation.created", "task-queue.entered", "workflow.entered", "task.created"];
  const ofTask = await found({ taskSid: task.sid });
  for (const type of work) assert.ok(ofTask.includes(type), `${type} in ${ofTask}`);
  assert.deepEqual(await found({ taskSid: task.sid, eventType: "task.created" }), ["task.created"]);
  assert.deepEqual(await found({ reservationSid: offer.sid }), ["reservation.accepted", "reservation.created"]);
  assert.deepEqual(await found({ workerSid: ida.sid, eventType: "reservation.accepted" }), ["reservation.accepted"]);
  assert.deepEqual(await found({ taskChannel: "video", eventType: "task.created" }), ["task.created"]);
  for (const filter of [{ workflowSid: workflow.sid }, { taskQueueSid: queue.sid }, { minutes: 15 }, { startDate: before }])
    assert.ok((await found(filter)).includes("reservation.accepted"), JSON.stringify(filter));
  assert.deepEqual(await found({ endDate: before }), []);

  const [event] = await workspace.events.list({ taskSid: task.sid, eventType: "task.created" });
  const fetched = await workspace.events(event.sid).fetch();
  assert.match(fetched.sid, /^EV[0-9a-f]{32}$/);
  assert.deepEqual([fetched.eventType, fetched.resourceSid, fetched.resourceType], ["task.created", task.sid, "task"]);
  assert.deepEqual(JSON.parse(fetched.eventData.task_attributes), { n: 1 });
  assert.ok(fetched.eventDate instanceof Date);
  assert.deepEqual(await found({ sid: event.sid }), ["task.created"]);
  await refused(workspace.events("EV00000000000000000000000000000000").fetch(), 404, 20404);
});
