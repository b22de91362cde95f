"""`completion`: the script that makes a shell complete what is typed."""

from typing import Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.output import put, put_json
from studycli.cli.stop import Exit, usage

SUMMARY = "Complete commands, decks, tags and ids at Tab."

HELP = """\b
studycli completion bash >> ~/.bashrc
studycli completion zsh >> ~/.zshrc
studycli completion fish > ~/.config/fish/completions/studycli.fish

Print the script that makes the shell complete commands, options, decks, tags and ids. It asks the program at each Tab,
so that it knows a deck as soon as it is there.
"""

# COMP_WORDBREAKS holds the colon, so bash wants only what follows the last one.
_BASH = r"""_studycli() {
    local line="${COMP_LINE:0:COMP_POINT}" word current cut=""
    local -a typed
    read -ra typed <<< "$line"
    [[ $line == *[[:space:]] ]] && typed+=("")
    current="${typed[${#typed[@]}-1]}"
    [[ $COMP_WORDBREAKS == *:* && $current == *:* ]] && cut="${current%:*}:"
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("${word#"$cut"}")
    done < <(studycli complete -- "${typed[@]:1}" 2>/dev/null)
    [[ ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o default -F _studycli studycli
"""

_ZSH = r"""autoload -Uz compinit && (( $+functions[compdef] )) || compinit
_studycli() {
    local -a found
    found=("${(@f)$(studycli complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    found=(${found:#})
    if (( ! $#found )); then
        _files
    else
        compadd -S '' -- ${(M)found:#*:}
        compadd -- ${found:#*:}
    fi
}
compdef _studycli studycli
"""

_FISH = r"""function __studycli_complete
    set -l typed (commandline -opc) (commandline -ct)
    studycli complete -- $typed[2..-1] 2>/dev/null
end
complete -c studycli -a '(__studycli_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def run(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="Which shell.")],
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json):
        if shell not in SCRIPTS:
            raise usage(f"completion knows {', '.join(SCRIPTS)}, not {shell!r}")
        if json:
            put_json({"shell": shell, "script": SCRIPTS[shell]})
        else:
            put(SCRIPTS[shell].rstrip("\n"))
        return Exit.DONE
