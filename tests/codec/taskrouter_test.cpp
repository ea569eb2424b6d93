// Workflow configurations as people write them for TaskRouter: read as they are, alone and inside a
// workspace.
#include <gtest/gtest.h>

#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

std::string check(const std::string& text) {
  auto document = parse_document(text, "flow.json");
  if (!document) return short_form(document.error());
  EXPECT_TRUE(is_taskrouter_workflow(*document));
  return short_form(check_taskrouter_workflow(*document));
}

// One configuration a kind of centre: support by language, sales with escalation, callbacks, chat transfers,
// hours.
const std::string examples[] = {
    R"({"task_routing":{"filters":[
        {"filter_friendly_name":"Spanish","expression":"language == 'es' AND type == 'support'",
         "targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01","timeout":30,"priority":5},
                    {"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02","expression":"'es' IN worker.languages","priority":10,"timeout":60},
                    {"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa03"}]},
        {"filter_friendly_name":"English","expression":"language = \"en\"",
         "targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02"}]}],
        "default_filter":{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa03"}}})",
    R"({"task_routing":{"filters":[
        {"friendlyName":"Sales","expression":"selected_product IN ['car', 'van'] OR dealer.region == 'north'",
         "targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01","timeout":"20","priority":"1","order_by":"worker.level DESC, worker.seniority",
                     "skip_if":"workers.available == 0"},
                    {"timeout":"40","priority":"2","expression":"worker.level > 2 AND worker.contact_uri != task.ignore_uri"},
                    {"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02","skip_if":"1==1"}]}]}})",
    R"({"filters":[
        {"filter_friendly_name":"Returning customer","expression":"agent_sid != null",
         "targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01","known_worker_sid":"task.agent_sid","timeout":60},
                    {"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01"}]},
        {"expression":"transferTargetType == 'worker'",
         "targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02","known_worker_friendly_name":"task.transfer.name"}]}],
       "default_filter":{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02","priority":3,"timeout":600}})",
    R"({"task_routing":{"filters":[
        {"filter_friendly_name":"Open","expression":"taskrouter.currentTime >= 800 AND taskrouter.currentTime < 1800 AND taskrouter.dayOfWeek NOT IN ['Sat','Sun']",
         "targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01","expression":"task.skills CONTAINS 'x' OR worker.skills HAS task.skill"}]}],
        "default_filter":{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa03"}}})",
    R"({"task_routing":{"filters":[],"default_filter":{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01"}}})",
    R"({"task_routing":{"filters":[
        {"filter_friendly_name":"","expression":"1==1","targets":[
          {"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01","expression":null,"priority":null,"timeout":null,"skip_if":null,"order_by":null}]}],
        "default_filter":{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02","expression":null,"priority":null,"timeout":null}}})",
    R"({"task_routing":{"filters":[{"friendly_name":null,"expression":"1=1","targets":[{"queue":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01"}]}],
        "default_filter":null}})",
};

TEST(TaskRouterWorkflow, is_read_as_it_is) {
  for (const std::string& example : examples) EXPECT_EQ(check(example), "") << example;
}

TEST(TaskRouterWorkflow, compiles_inside_a_workspace) {
  for (const std::string& example : examples) {
    Workspace workspace = good(R"({"version":1,"name":"w","task_queues":[
      {"name":"first","sid":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01"},{"name":"second","sid":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02"},
      {"name":"third","sid":"WQaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa03"}],"workflows":[{"name":"f","file":"flow.json"}]})",
                               nullptr, {{"flow.json", example}});
    EXPECT_FALSE(workspace.targets.empty());
    EXPECT_EQ(good(workspace.source).targets.size(), workspace.targets.size());
  }
}

TEST(TaskRouterWorkflow, that_is_wrong_is_refused_at_its_place) {
  struct Row {
    std::string text;
    std::string expected;
  };
  const Row rows[] = {
      {R"({"task_routing":{}})",
       "1:17 error /task_routing: a workflow must have a filter or a default_filter [else it cancels every "
       "task]"},
      {R"({"task_routing":[]})", "1:17 error /task_routing: task_routing must be an object (found [])"},
      {R"({"task_routing":{"default_filter":{"queue":"q"}},"more":1})",
       "1:50 error /more: there is no key \"more\" here [known: task_routing]"},
      {R"({"filters":[{"expression":"skill-level > 3","targets":[{"queue":"q"}]}]})",
       "1:33 error /filters/0/expression: expected an operator (== != < <= > >= CONTAINS HAS IN NOT IN) "
       "(found '-') "
       "[names have no hyphen: write skill_level, not skill-level, and there is no arithmetic]"},
      {R"({"filters":[{"expression":"1==1","targets":[{"timeout":5}]}]})",
       "1:45 error /filters/0/targets/0: \"queue\" is missing here"},
      {R"({"filters":[{"targets":[{"queue":"q","timeout":"ten"}]}]})",
       "1:13 error /filters/0: \"expression\" is missing here\n"
       "1:48 error /filters/0/targets/0/timeout: timeout must be a whole number from 1 to 2147483647 (found "
       "\"ten\") "
       "[it is in seconds: 20 or \"20\"]"},
      {R"({"default_filter":{"queue":"q","ring":"all"}})",
       "1:32 error /default_filter/ring: \"ring\" is a key of ours, which TaskRouter does not know [it may "
       "stand in a "
       "workflow of a workspace document]"},
      {R"({"default_filter":{"queue":"q","skip_if":"worker.x == 1"}})",
       "1:43 error /default_filter/skip_if: expected workers.available, workers.unavailable or "
       "workers.<activity> "
       "(found 'worker.x') [skip_if only counts workers]"},
  };
  for (const Row& row : rows) EXPECT_EQ(check(row.text), row.expected) << row.text;
}

}  // namespace
}  // namespace switchyard::codec
