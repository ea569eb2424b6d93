// Figures by the SDK: of a small day that is told first, by workspace, workflow, queue and worker.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { refused, startServer } from "./server.js";

let server;
let workspace;
let sales; // the queue where everything happens
let service; // and one where nothing does
let workflow;
let ann;
let ben;

// Ann takes one call and rejects another, which is then canceled; a message waits.
before(async () => {
  server = await startServer();
  const { workspaces } = server.client.taskrouter.v1;
  const made = await workspaces.create({ friendlyName: "Figures" });
  workspace = workspaces(made.sid);
  const [available] = await workspace.activities.list({ friendlyName: "Available" });
  const [offline] = await workspace.activities.list({ friendlyName: "Offline" });
  sales = await workspace.taskQueues.create({ friendlyName: "Sales", targetWorkers: "sells == true" });
  service = await workspace.taskQueues.create({ friendlyName: "Service", targetWorkers: "1==2" });
  workflow = await workspace.workflows.create({
    friendlyName: "In",
    configuration: JSON.stringify({ task_routing: { default_filter: { queue: sales.sid } } }),
  });
  const worker = (friendlyName, sells, activity) =>
    workspace.workers.create({ friendlyName, attributes: JSON.stringify({ sells }), activitySid: activity.sid });
  ann = await worker("Ann", true, available);
  ben = await worker("Ben", false, offline);
  const call = () => workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "voice", priority: 2 });
  const decide = async (reservationStatus) => {
    const [offer] = await workspace.workers(ann.sid).reservations.list({ reservationStatus: "pending" });
    await workspace.workers(ann.sid).reservations(offer.sid).update({ reservationStatus });
  };
  const taken = await call();
  await decide("accepted");
  await workspace.tasks(taken.sid).update({ assignmentStatus: "completed", reason: "done" });
  const rejected = await call();
  await decide("rejected");
  await workspace.tasks(rejected.sid).update({ assignmentStatus: "canceled", reason: "hung up" });
  await workspace.workers(ann.sid).update({ activitySid: offline.sid });
  await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "sms", priority: 7 });
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

const hourAgo = () => new Date(Date.now() - 3_600_000);
const inAnHour = () => new Date(Date.now() + 3_600_000);
const periods = () => [{}, { minutes: 60 }, { startDate: hourAgo(), endDate: inAnHour() }, { startDate: hourAgo() }];

const whole = { reservations_created: 2, reservations_accepted: 1, reservations_rejected: 1, reservations_timed_out: 0 };

test("the past of workspace, workflow and queue has what happened, in each period", async () => {
  const past = [
    ["tasksCreated", workspace.cumulativeStatistics()],
    ["tasksEntered", workspace.workflows(workflow.sid).cumulativeStatistics()],
    ["tasksEntered", workspace.taskQueues(sales.sid).cumulativeStatistics()],
  ];
  for (const [entered, statistics] of past) {
    for (const period of periods()) {
      const sum = await statistics.fetch({ ...period, splitByWaitTime: "5,30" });
      assert.deepEqual(
        [sum[entered], sum.tasksCompleted, sum.tasksCanceled, sum.reservationsCreated, sum.reservationsAccepted],
        [3, 1, 1, 2, 1],
        JSON.stringify(period),
      );
      assert.deepEqual(
        [sum.reservationsRejected, sum.reservationsTimedOut, sum.reservationsCanceled, sum.reservationsRescinded],
        [1, 0, 0, 0],
      );
      assert.deepEqual(Object.keys(sum.waitDurationUntilAccepted).sort(), ["avg", "max", "min", "total"]);
      assert.deepEqual(Object.keys(sum.splitByWaitTime), ["5", "30"]);
      assert.deepEqual(sum.splitByWaitTime["30"].below, { tasks_canceled: 1, reservations_accepted: 1 });
      assert.ok(sum.startTime < sum.endTime);
    }
    const ofMessages = await statistics.fetch({ taskChannel: "sms" });
    assert.deepEqual([ofMessages[entered], ofMessages.reservationsCreated], [1, 0]);
    const before = await statistics.fetch({ startDate: new Date(0), endDate: hourAgo() });
    assert.equal(before[entered], 0);
  }
  const nowhere = await workspace.taskQueues(service.sid).cumulativeStatistics().fetch();
  assert.equal(nowhere.tasksEntered, 0);
});

test("the present of workspace, workflow and queue has what waits", async () => {
  const present = [
    workspace.realTimeStatistics(),
    workspace.workflows(workflow.sid).realTimeStatistics(),
    workspace.taskQueues(sales.sid).realTimeStatistics(),
  ];
  for (const statistics of present) {
    const now = await statistics.fetch();
    assert.equal(now.totalTasks, 1);
    assert.deepEqual(now.tasksByStatus, { pending: 1, reserved: 0, assigned: 0, wrapping: 0 });
    assert.deepEqual(now.tasksByPriority, { 7: 1 });
    assert.match(now.longestTaskWaitingSid, /^WT[0-9a-f]{32}$/);
    assert.equal((await statistics.fetch({ taskChannel: "voice" })).totalTasks, 0);
  }
  assert.equal((await present[0].fetch()).totalWorkers, 2);
  const queue = await present[2].fetch();
  assert.deepEqual([queue.totalEligibleWorkers, queue.totalAvailableWorkers], [1, 0]);
});

test("both at once are what they are alone", async () => {
  const both = [
    workspace.statistics(),
    workspace.workflows(workflow.sid).statistics(),
    workspace.taskQueues(sales.sid).statistics(),
  ];
  for (const statistics of both) {
    const figures = await statistics.fetch({ minutes: 60, splitByWaitTime: "10" });
    for (const [name, value] of Object.entries(whole)) assert.equal(figures.cumulative[name], value, name);
    assert.deepEqual(Object.keys(figures.cumulative.split_by_wait_time), ["10"]);
    assert.equal(figures.realtime.total_tasks, 1);
  }
});

test("workers have their reservations and the time of each activity", async () => {
  const cumulative = await workspace.workers.cumulativeStatistics().fetch({ minutes: 60 });
  assert.deepEqual([cumulative.reservationsCreated, cumulative.reservationsAccepted], [2, 1]);
  assert.deepEqual(
    cumulative.activityDurations.map((a) => a.friendly_name).sort(),
    ["Available", "Offline", "Unavailable"],
  );
  const real = await workspace.workers.realTimeStatistics().fetch();
  const byActivity = Object.fromEntries(real.activityStatistics.map((a) => [a.friendly_name, a.workers]));
  assert.deepEqual([real.totalWorkers, byActivity], [2, { Available: 0, Offline: 2, Unavailable: 0 }]);
  const all = await workspace.workers.statistics().fetch({ taskQueueSid: sales.sid });
  assert.deepEqual([all.realtime.total_workers, all.cumulative.reservations_created], [1, 2]);
  assert.equal((await workspace.workers.statistics().fetch({ friendlyName: "Ben" })).cumulative.reservations_created, 0);
});

test("one worker's figures are that worker's", async () => {
  for (const period of periods()) {
    const { cumulative } = await workspace.workers(ann.sid).statistics().fetch(period);
    for (const [name, value] of Object.entries(whole)) assert.equal(cumulative[name], value, name);
    assert.ok(cumulative.activity_durations.some((a) => a.friendly_name === "Available"));
  }
  const other = await workspace.workers(ben.sid).statistics().fetch({ taskChannel: "voice" });
  assert.equal(other.cumulative.reservations_created, 0);
});

test("all queues come in a list, and some of them in one request", async () => {
  const list = await workspace.taskQueues.statistics.list({ minutes: 60 });
  const created = Object.fromEntries(list.map((q) => [q.taskQueueSid, q.cumulative.reservations_created]));
  assert.deepEqual(created, { [sales.sid]: 2, [service.sid]: 0 });
  assert.equal((await workspace.taskQueues.statistics.list({ friendlyName: "Service" })).length, 1);

  const bulk = workspace.taskQueues.bulkRealTimeStatistics;
  for (const body of [{ TaskQueueSids: [sales.sid, service.sid] }, { task_queue_sids: [sales.sid, service.sid] }, [sales.sid, service.sid]]) {
    const answer = await bulk.create({ body });
    assert.equal(answer.taskQueueResponseCount, 2);
    assert.deepEqual(
      answer.taskQueueData.map((q) => [q.task_queue_sid, q.total_tasks]),
      [[sales.sid, 1], [service.sid, 0]],
    );
  }
  for (const parameters of [undefined, { body: {} }, { body: { TaskQueueSids: ["WQ00000000000000000000000000000000"] } }])
    await refused(bulk.create(parameters), 400, 20001);
});

test("a period that is none is refused", async () => {
  await refused(workspace.cumulativeStatistics().fetch({ startDate: inAnHour(), endDate: hourAgo() }), 400, 20001);
  await refused(workspace.cumulativeStatistics().fetch({ splitByWaitTime: "soon" }), 400, 20001);
  await refused(workspace.workflows("WW00000000000000000000000000000000").statistics().fetch(), 404, 20404);
});
