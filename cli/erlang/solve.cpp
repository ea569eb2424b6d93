// Inputs on their way into the formulas.
#include "cli/erlang/solve.h"

#include "reports/formulas/staffing.h"

namespace switchyard::cli {

double need(Sheet& sheet, const std::optional<double>& value, const char* option) {
  if (!value) sheet.refuse(std::string("needs ") + option);
  return value.value_or(1);
}

std::int64_t need(Sheet& sheet, const std::optional<std::int64_t>& value, const char* option) {
  if (!value) sheet.refuse(std::string("needs ") + option);
  return value.value_or(1);
}

reports::Demand demand_of(Sheet& sheet, const ErlangInputs& inputs) {
  if (inputs.rates.empty()) sheet.refuse("needs --rate");
  if (inputs.rates.size() > 1) sheet.refuse("takes --rate once");
  reports::Demand demand;
  if (!inputs.rates.empty()) demand.arrival_rate = inputs.rates.front();
  demand.handle_time = need(sheet, inputs.handle, "--handle");
  sheet.input("arrivals_per_hour", Unit::number, demand.arrival_rate * 3600);
  sheet.input("handle_seconds", Unit::seconds, demand.handle_time);
  sheet.input("offered_load_erlang", Unit::erlang, reports::offered_load(demand));
  return demand;
}

double load_of(Sheet& sheet, const ErlangInputs& inputs) {
  if (!inputs.load) {
    if (inputs.rates.empty() && !inputs.handle) sheet.refuse("needs --load, or --rate and --handle");
    return reports::offered_load(demand_of(sheet, inputs));
  }
  if (inputs.handle || !inputs.rates.empty())
    sheet.refuse("either --load, or --rate and --handle can be given");
  sheet.input("offered_load_erlang", Unit::erlang, *inputs.load);
  return *inputs.load;
}

std::int64_t Staff::agents() {
  if (!given_ && !found_) sheet_.refuse("needs --agents or a target");
  if (found_) {
    sheet_.result("agents", Unit::whole, static_cast<double>(*found_));
    return *found_;
  }
  sheet_.input("agents", Unit::whole, static_cast<double>(given_.value_or(1)));
  return given_.value_or(1);
}

void add_heads(Sheet& sheet, const ErlangInputs& inputs, std::int64_t agents) {
  if (!inputs.shrinkage) return;
  sheet.input("shrinkage", Unit::share, *inputs.shrinkage);
  const std::int64_t heads = sheet.take(reports::scheduled_heads(agents, *inputs.shrinkage));
  sheet.result("scheduled_heads", Unit::whole, static_cast<double>(heads));
}

}  // namespace switchyard::cli
