// The rules by the SDK: workspace, activities, queues, workflows, workers and their filters, each parameter once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { names, refused, sids, startServer } from "./server.js";

let server;
let workspaces;
let workspace;
let activity; // SIDs by name

before(async () => {
  server = await startServer();
  workspaces = server.client.taskrouter.v1.workspaces;
  const made = await workspaces.create({
    friendlyName: "Rules",
    template: "NONE",
    eventsFilter: "task.created,task.canceled",
    prioritizeQueueOrder: "LIFO",
    multiTaskEnabled: true,
  });
  assert.equal(made.prioritizeQueueOrder, "LIFO");
  assert.equal(made.eventsFilter, "task.created,task.canceled");
  assert.equal(made.defaultActivityName, "Offline");
  workspace = workspaces(made.sid);
  activity = Object.fromEntries((await workspace.activities.list()).map((a) => [a.friendlyName, a.sid]));
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

test("a workspace takes other activities and another order of queues", async () => {
  assert.deepEqual(names(await workspace.taskQueues.list()), []);
  const changed = await workspace.update({
    defaultActivitySid: activity.Available,
    timeoutActivitySid: activity.Unavailable,
    prioritizeQueueOrder: "FIFO",
    eventsFilter: "",
  });
  assert.equal(changed.defaultActivityName, "Available");
  assert.equal(changed.timeoutActivitySid, activity.Unavailable);
  assert.equal(changed.prioritizeQueueOrder, "FIFO");
  const found = await workspace.fetch();
  assert.equal(found.timeoutActivityName, "Unavailable");
  await workspace.update({ defaultActivitySid: activity.Offline, timeoutActivitySid: activity.Offline });
  await refused(workspace.update({ defaultActivitySid: "WA00000000000000000000000000000000" }), 400, 20001);
});

test("an activity keeps whether it is available, and its filters find it", async () => {
  const lunch = await workspace.activities.create({ friendlyName: "Lunch" });
  assert.equal(lunch.available, false);
  assert.equal((await workspace.activities(lunch.sid).fetch()).friendlyName, "Lunch");
  assert.deepEqual(names(await workspace.activities.list({ available: "true" })), ["Available"]);
  assert.deepEqual(sids(await workspace.activities.list({ friendlyName: "Lunch" })), [lunch.sid]);
});

test("a task channel is found by either name, changed and removed", async () => {
  const made = await workspace.taskChannels.create({
    friendlyName: "Fax",
    uniqueName: "fax",
    channelOptimizedRouting: true,
  });
  assert.equal(made.channelOptimizedRouting, true);
  const changed = await workspace
    .taskChannels("fax")
    .update({ friendlyName: "Telefax", channelOptimizedRouting: false });
  assert.deepEqual([changed.sid, changed.friendlyName, changed.channelOptimizedRouting], [made.sid, "Telefax", false]);
  assert.equal(await workspace.taskChannels(made.sid).remove(), true);
  await refused(workspace.taskChannels("fax").fetch(), 404, 20404);
});

test("task queues have all that is said of them, and are found by whom they reach", async () => {
  const kim = await workspace.workers.create({ friendlyName: "Kim", attributes: '{"languages":["en"]}' });
  const made = await workspace.taskQueues.create({
    friendlyName: "English",
    targetWorkers: "languages HAS 'en'",
    maxReservedWorkers: 2,
    taskOrder: "LIFO",
    reservationActivitySid: activity.Unavailable,
    assignmentActivitySid: activity.Unavailable,
  });
  assert.deepEqual(
    [made.maxReservedWorkers, made.taskOrder, made.reservationActivityName, made.assignmentActivitySid],
    [2, "LIFO", "Unavailable", activity.Unavailable],
  );
  const changed = await workspace.taskQueues(made.sid).update({ maxReservedWorkers: 1, taskOrder: "FIFO" });
  assert.deepEqual([changed.maxReservedWorkers, changed.taskOrder], [1, "FIFO"]);
  assert.equal(changed.targetWorkers, "languages HAS 'en'");
  await workspace.taskQueues.create({ friendlyName: "German", targetWorkers: "languages HAS 'de'" });
  const found = (filter) => workspace.taskQueues.list(filter).then(names);
  assert.deepEqual(await found({ friendlyName: "English" }), ["English"]);
  assert.deepEqual(await found({ evaluateWorkerAttributes: '{"languages":["de"]}' }), ["German"]);
  assert.deepEqual(await found({ workerSid: kim.sid }), ["English"]);
  assert.deepEqual((await found({ ordering: "DateUpdated:asc" })).sort(), ["English", "German"]);
  await refused(workspace.taskQueues.list({ ordering: "Color:asc" }), 400, 20001);
  await refused(workspace.taskQueues.list({ evaluateWorkerAttributes: "{" }), 400, 20001);
  await workspace.workers(kim.sid).remove();
});

const rules = (queue, expression = "type == 'sales'") =>
  JSON.stringify({
    task_routing: {
      filters: [
        {
          filter_friendly_name: "sales",
          expression,
          targets: [
            {
              queue,
              priority: "5",
              timeout: "30",
              expression: "task.type IN worker.types",
              order_by: "worker.level DESC",
              skip_if: "workers.available == 0",
            },
          ],
        },
      ],
      default_filter: { queue },
    },
  });

test("a workflow is made, changed, found and removed", async () => {
  const queue = await workspace.taskQueues.create({ friendlyName: "Sales" });
  const made = await workspace.workflows.create({
    friendlyName: "Front",
    configuration: rules(queue.sid),
    taskReservationTimeout: 10,
    assignmentCallbackUrl: "https://example.com/assignment",
    fallbackAssignmentCallbackUrl: "https://example.com/fallback",
  });
  assert.match(made.sid, /^WW[0-9a-f]{32}$/);
  assert.deepEqual(JSON.parse(made.configuration), JSON.parse(rules(queue.sid)));
  const changed = await workspace.workflows(made.sid).update({
    friendlyName: "Back",
    assignmentCallbackUrl: "",
    fallbackAssignmentCallbackUrl: "",
    taskReservationTimeout: 20,
    configuration: rules(queue.sid, "type == 'service'"),
    reEvaluateTasks: "true",
  });
  assert.equal(changed.sid, made.sid);
  const found = await workspace.workflows(made.sid).fetch();
  assert.deepEqual([found.friendlyName, found.assignmentCallbackUrl, found.taskReservationTimeout], ["Back", "", 20]);
  assert.match(found.configuration, /type == 'service'/);
  assert.equal(found.documentContentType, "application/json");
  assert.deepEqual(sids(await workspace.workflows.list({ friendlyName: "Back" })), [made.sid]);
  await refused(workspace.taskQueues(queue.sid).remove(), 400, 20001); // a workflow leads there
  assert.equal(await workspace.workflows(made.sid).remove(), true);
  assert.equal(await workspace.taskQueues(queue.sid).remove(), true);
});

test("a workflow that cannot work is refused and changes nothing", async () => {
  const queue = await workspace.taskQueues.create({ friendlyName: "Only" });
  const good = rules(queue.sid);
  const made = await workspace.workflows.create({ friendlyName: "Good", configuration: good });
  for (const configuration of ["{", rules("WQ00000000000000000000000000000000"), rules(queue.sid, "type ==")])
    await refused(workspace.workflows(made.sid).update({ configuration }), 400, 20001);
  assert.equal((await workspace.workflows(made.sid).fetch()).configuration, good);
  await refused(
    workspace.workflows.create({ friendlyName: "Own network", configuration: good, assignmentCallbackUrl: "http://10.0.0.1/x" }),
    400,
    20001,
  );
  assert.equal(await workspace.workflows(made.sid).remove(), true);
});

test("tasks follow a workflow that is changed when they are to be judged again", async () => {
  const [one, two] = [
    await workspace.taskQueues.create({ friendlyName: "One", targetWorkers: "1==2" }),
    await workspace.taskQueues.create({ friendlyName: "Two", targetWorkers: "1==2" }),
  ];
  const to = (queue) => JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
  const made = await workspace.workflows.create({ friendlyName: "Moves", configuration: to(one) });
  const task = await workspace.tasks.create({ workflowSid: made.sid, attributes: "{}" });
  const place = () => workspace.tasks(task.sid).fetch().then((t) => t.taskQueueFriendlyName);
  await workspace.workflows(made.sid).update({ configuration: to(two), reEvaluateTasks: "false" });
  assert.equal(await place(), "One");
  await workspace.workflows(made.sid).update({ configuration: to(two), reEvaluateTasks: "true" });
  assert.equal(await place(), "Two");
  assert.equal(await workspace.tasks(task.sid).remove(), true);
});

test("workers are found by activity, name, expression and queue", async () => {
  const queue = await workspace.taskQueues.create({ friendlyName: "Level 2", targetWorkers: "level >= 2" });
  const make = (friendlyName, level, name) =>
    workspace.workers.create({ friendlyName, attributes: JSON.stringify({ level }), activitySid: activity[name] });
  const ann = await make("Ann", 1, "Available");
  const ben = await make("Ben", 2, "Offline");
  assert.deepEqual([ann.activityName, ann.available, ben.available], ["Available", true, false]);
  const found = (filter) => workspace.workers.list(filter).then(names);
  assert.deepEqual(await found({ activityName: "Available" }), ["Ann"]);
  assert.deepEqual(await found({ activitySid: activity.Offline }), ["Ben"]);
  assert.deepEqual(await found({ available: "false" }), ["Ben"]);
  assert.deepEqual(await found({ friendlyName: "Ann" }), ["Ann"]);
  assert.deepEqual(await found({ targetWorkersExpression: "level < 2" }), ["Ann"]);
  assert.deepEqual(await found({ taskQueueSid: queue.sid }), ["Ben"]);
  assert.deepEqual(await found({ taskQueueName: "Level 2" }), ["Ben"]);
  assert.deepEqual((await found({ ordering: "DateStatusChanged:desc" })).sort(), ["Ann", "Ben"]);
  await refused(workspace.workers.list({ targetWorkersExpression: "level <" }), 400, 20001);
  const renamed = await workspace.workers(ben.sid).update({ friendlyName: "Benjamin", activitySid: activity.Available });
  assert.deepEqual([renamed.friendlyName, renamed.activityName], ["Benjamin", "Available"]);
  await refused(workspace.workers(ben.sid).update({ attributes: "[" }), 400, 20001);
  for (const worker of [ann, ben]) assert.equal(await workspace.workers(worker.sid).remove(), true);
});

test("a worker's channel is found by name and by SID, and takes another capacity", async () => {
  const eve = await workspace.workers.create({ friendlyName: "Eve" });
  const channels = workspace.workers(eve.sid).workerChannels;
  const chat = await channels("chat").fetch();
  assert.deepEqual(
    [chat.configuredCapacity, chat.available, chat.assignedTasks, chat.availableCapacityPercentage],
    [1, true, 0, 100],
  );
  const changed = await channels(chat.sid).update({ capacity: 4, available: false });
  assert.deepEqual([changed.configuredCapacity, changed.available], [4, false]);
  assert.equal((await channels(chat.taskChannelSid).fetch()).configuredCapacity, 4);
  assert.equal(await workspace.workers(eve.sid).remove(), true);
});

test("a page leads on and back", async () => {
  const first = await workspace.taskChannels.page({ pageSize: 2 });
  const second = await first.nextPage();
  const again = await second.previousPage();
  assert.equal(first.instances.length, 2);
  assert.deepEqual(sids(again.instances), sids(first.instances));
  assert.notDeepEqual(sids(second.instances), sids(first.instances));
});
