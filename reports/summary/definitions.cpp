// Puts the definitions of metrics and of what is derived from them into one list.
#include "reports/summary/definitions.h"

#include <array>

namespace switchyard::reports {
namespace {

constexpr std::string_view ratio_of_sums = "over replications: the ratio of the sums";
constexpr std::string_view no_pooling;

std::string_view pooling_text(Pooling pooling) {
  static constexpr std::array<std::string_view, 4> texts = {"over replications: the mean", ratio_of_sums,
                                                            "over replications: of all waits together",
                                                            "over replications: the highest"};
  return texts[static_cast<std::size_t>(pooling)];
}

constexpr std::array further = {
    Definition{"interval_attainment", "Intervals on target", "share",
               "intervals whose service level reaches the target / intervals in which somebody was answered "
               "or abandoned",
               ratio_of_sums},
    Definition{"target_met", "Target met", "share",
               "whether the service level of the whole window reaches the target; over replications the "
               "estimate of its chance",
               ratio_of_sums},
    Definition{"offered_load", "Offered load", "workers",
               "contacts offered in the interval x worker time a contact took (on task and wrap-up, over the "
               "whole run / answered) / length of the interval: so many workers would be busy all the time "
               "if everybody were served",
               no_pooling},
    Definition{"workers_at_work", "Workers at work", "workers",
               "mean number of workers on a task, in wrap-up, ringing or idle: logged in and neither "
               "unavailable nor in cooldown",
               no_pooling},
    Definition{"not_in_time", "Not answered in time", "contacts",
               "contacts that abandoned, or were answered after the first threshold, of the answered and "
               "abandoned",
               no_pooling},
    Definition{
        "highest_p95_seconds", "Highest P95 wait", "seconds",
        "the highest among the 95th percentiles (waits of the answered) of the intervals that are shown "
        "as one; that of all their waits together may be much lower",
        no_pooling},
    Definition{"service_level", "Service level", "share",
               "the share of contacts in good service, by the definition that the threshold names; "
               "sl_offered when it names none",
               ratio_of_sums},
    Definition{"service_level_target", "Target", "share",
               "the service level that an interval, or the whole window, should have; the scenario sets it",
               no_pooling},
    Definition{"wait_seconds", "Wait", "seconds",
               "waits of answered and abandoned contacts, or of the answered when the threshold says so",
               no_pooling},
    Definition{"reservations", "Offers to workers", "offers",
               "reservations by their result; all that were offered when the threshold names none",
               no_pooling},
    Definition{"recorded", "Recorded", "",
               "what the real centre recorded in the same interval, beside what was simulated", no_pooling},
    Definition{"ci95", "95 % interval", "",
               "half the width of the 95 % confidence interval over replications (Student's t; ratios by the "
               "delta method)",
               no_pooling},
};

}  // namespace

std::vector<Definition> definitions() {
  std::vector<Definition> all;
  for (const MetricInfo& metric : metrics()) {
    all.push_back(
        {metric.name, metric.label, unit_name(metric.unit), metric.meaning, pooling_text(metric.pooling)});
  }
  for (const ServiceLevelInfo& level : service_levels()) {
    all.push_back({level.name, "Service level", "share", level.meaning, ratio_of_sums});
  }
  all.insert(all.end(), further.begin(), further.end());
  return all;
}

}  // namespace switchyard::reports
