# From llvm-cov's export to the sides of conditions: a line a file, the sum last; with --arg list missed the missed sides.
# A branch is [line, column, end line, end column, times true, times false, …]; a segment [line, column, count, …].

# How often the text at a place was reached.
def reached($segments; $place):
  (last($segments[] | select(.[0:2] <= $place)) // [0, 0, 0])[2];

# Instances of a template are one text. A condition that was reached and went nowhere was decided by the compiler.
def conditions:
  .segments as $segments
  | .branches
  | group_by(.[0:4])
  | map({place: .[0][0:2], true: (map(.[4]) | add), false: (map(.[5]) | add)})
  | map(select(.true + .false > 0 or reached($segments; .place) == 0));

def missed_sides: map(select(.true == 0) | .place + ["true"]), map(select(.false == 0) | .place + ["false"]) | .[];

def share($missed; $all): if $all == 0 then 100 else 100 * ($all - $missed) / $all end | . * 100 | floor / 100;

def row($name; $all; $missed): "\($name)\t\($all)\t\($missed)\t\(share($missed; $all)) %";

# A compiler cache may have spelled a file's name from the folder of the build.
def own_name: sub("^.*/\\.\\./\\.\\./"; $root + "/") | ltrimstr($root + "/");

[.data[0].files[] | .name = (.filename | own_name) | select(.name | startswith("engine/"))
 | {name: .name, conditions: conditions}]
| map(. + {sides: (2 * (.conditions | length)), missed: [.conditions | missed_sides]})
| if $list == "missed" then
    .[] | .name as $name | .missed | sort | .[] | "\($name):\(.[0]):\(.[1]): never \(.[2])"
  else
    (map(.sides) | add) as $all
    | (map(.missed | length) | add) as $missed
    | "file\tsides of conditions\tnot reached\treached",
      (map(select(.missed | length > 0)) | sort_by(-(.missed | length))[] | row(.name; .sides; .missed | length)),
      row("engine/"; $all; $missed)
  end
