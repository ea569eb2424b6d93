// One short script a shell: each hands over the words so far and shows the answer.
#include "cli/help/shell_scripts.h"

namespace switchyard::cli {
namespace {

constexpr std::string_view bash_script =
    R"SH(# Completion of switchyard for bash: the program says what may follow.
_switchyard() {
  local words=() word glue='' i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    # bash takes --output=json apart at "=", and names with ":" there.
    if [[ ${#words[@]} -gt 0 && (-n $glue || $word =~ ^[=:]+$) ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    glue=''
    if [[ $word =~ ^[=:]+$ ]]; then glue=1; fi
  done
  local current=${words[${#words[@]} - 1]} breaks=${COMP_WORDBREAKS//[^=:]/} cut='' line others=''
  if [[ -n $breaks ]]; then cut=${current%"${current##*["$breaks"]}"}; fi
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) others=$line ;;
      *)
        line=${line%%$'\t'*}
        COMPREPLY+=("${line#"$cut"}")
        ;;
    esac
  done < <("${1/#\~/$HOME}" __complete "${words[@]}" 2>/dev/null)
  current=${current#"$cut"}
  # What is not found here (a path with ~) is left to readline.
  case $others in
    :files) compopt -o filenames -o default 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    :folders) compopt -o filenames -o default 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    '') compopt -o default 2>/dev/null ;;
  esac
}
complete -F _switchyard switchyard
)SH";

constexpr std::string_view zsh_script = R"SH(#compdef switchyard
# Completion of switchyard for zsh: the program says what may follow.
_switchyard() {
  local line word others
  local -a candidates
  for line in "${(@f)$("${(Q)words[1]/#\~/$HOME}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      '') continue ;;
      :*) others=$line; continue ;;
    esac
    word=${line%%$'\t'*}
    candidates+=("${word//:/\\:}${${line#$word}/$'\t'/:}")
  done
  if (( $#candidates )); then
    _describe 'switchyard' candidates
    return
  fi
  compset -P '--*='
  case $others in
    :files) _files ;;
    :folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _switchyard ]]; then
  _switchyard "$@"
else
  compdef _switchyard switchyard
fi
)SH";

constexpr std::string_view fish_script =
    R"SH(# Completion of switchyard for fish: the program says what may follow.
function __switchyard_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l program (string replace --regex '^~' $HOME -- $words[1])
    set --erase words[1]
    set -l current (commandline --current-token --cut-at-cursor)
    set -l others
    for line in ($program __complete $words "$current" 2>/dev/null)
        if string match --quiet -- ':*' $line
            set others $line
        else
            printf '%s\n' $line
        end
    end
    set -l value (string replace --regex -- '^--[^=]*=' '' "$current")
    set -l front (string sub --length (math (string length -- "$current") - (string length -- "$value")) -- "$current")
    switch "$others"
        case ':files'
            __fish_complete_path "$value" | string replace --regex -- '^' "$front"
        case ':folders'
            __fish_complete_directories "$value" | string replace --regex -- '^' "$front"
    end
end
complete --command switchyard --no-files --arguments '(__switchyard_complete)'
)SH";

}  // namespace

std::string_view completion_script(Shell shell) {
  switch (shell) {
    case Shell::bash:
      return bash_script;
    case Shell::zsh:
      return zsh_script;
    case Shell::fish:
      break;
  }
  return fish_script;
}

}  // namespace switchyard::cli
