// Replications of one case, and whether their mean agrees with the formula.
#include "bench/validation/experiment.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>

#include "engine/base/match.h"
#include "reports/measures/collector.h"
#include "sim/run.h"

namespace switchyard::bench {

namespace {

// Follows when each worker becomes idle and is asked again.
class IdleWatch {
 public:
  explicit IdleWatch(Time from) : from_(from) {}

  void observe(Time time, const Command&, const Output& output) {
    for (const Event& event : output.events) {
      if (const auto* done = std::get_if<ReservationCompleted>(&event)) idle_since_[done->worker] = time;
      if (const auto* asked = std::get_if<ReservationCreated>(&event)) end_idle(asked->worker, time);
    }
  }
  const IdleTimes& times() const { return times_; }

 private:
  void end_idle(WorkerId worker, Time time) {
    const auto since = idle_since_.find(worker);
    if (since == idle_since_.end()) return;
    const double length = static_cast<double>((time - since->second).microseconds) * 1e-6;
    const bool counts = since->second >= from_;
    idle_since_.erase(since);
    if (!counts) return;
    ++times_.count;
    times_.sum += length;
    times_.sum_of_squares += length * length;
  }

  Time from_;
  IdleTimes times_;
  std::map<WorkerId, Time> idle_since_;
};

std::vector<double> measure_once(const Case& one, std::uint32_t replication) {
  const sim::Scenario& scenario = one.scenario;
  const Time counted_from = scenario.start + Duration{scenario.length.microseconds / 10};
  reports::Settings settings = sim::report_settings(scenario);
  settings.window = {counted_from, scenario.end(), scenario.end() - counted_from};
  reports::Collector collector(settings, scenario.workspace);
  IdleWatch idle(counted_from);
  sim::RunOptions options;
  options.replication = replication;
  options.observers = {sim::Observer(collector), sim::Observer(idle)};
  const sim::RunResult result = sim::run(scenario, options);
  const reports::Measures measures = collector.finish(result.end);
  std::vector<double> values;
  for (const Figure& figure : one.figures) values.push_back(figure.measure({measures, idle.times()}));
  return values;
}

Outcome summarize(const Figure& figure, const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const boost::math::students_t student(n - 1);
  const double t = boost::math::quantile(student, 0.9995);
  return {figure.name, figure.expected, mean, t * std::sqrt(squares / (n - 1) / n)};
}

}  // namespace

double IdleTimes::variation() const {
  return std::sqrt(variance()) / mean();
}

bool Outcome::holds() const {
  constexpr double rounding = 1e-9;  // of cases that are exact and have no spread
  return std::abs(mean - expected) <= half_width + rounding * std::max(1.0, std::abs(expected));
}

std::vector<Outcome> run_case(const Case& one, std::uint32_t replications) {
  std::vector<std::vector<double>> by_figure(one.figures.size());
  for (std::uint32_t r = 0; r < replications; ++r) {
    const std::vector<double> values = measure_once(one, r);
    for (std::size_t f = 0; f < values.size(); ++f) by_figure[f].push_back(values[f]);
  }
  std::vector<Outcome> outcomes;
  for (std::size_t f = 0; f < by_figure.size(); ++f)
    outcomes.push_back(summarize(one.figures[f], by_figure[f]));
  return outcomes;
}

}  // namespace switchyard::bench
