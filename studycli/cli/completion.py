"""`completion`: the script that makes a shell complete what is typed."""

from typing import Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.output import put, put_json
from studycli.cli.stop import Exit, usage
from studycli.core.messages import _

SUMMARY = "Complete commands, decks, tags and ids at Tab."

HELP = """\
studycli completion bash >> ~/.bashrc
studycli completion zsh >> ~/.zshrc
studycli completion fish > ~/.config/fish/completions/studycli.fish

Print the script that makes the shell complete commands, options, decks, tags and ids. It asks the program at each Tab,
so that it knows a deck as soon as it is there."""

# What is typed in quotes comes as one word, of which the part after the last blank is completed.
# COMP_WORDBREAKS holds the colon, so bash wants only what follows the last one, but in quotes.
_BASH = r"""_studycli() {
    local line="${COMP_LINE:0:COMP_POINT}" quoted="${COMP_WORDS[COMP_CWORD]}" word current cut="" head=""
    local -a typed
    read -ra typed <<< "$line"
    [[ $line == *[[:space:]] ]] && typed+=("")
    current="${typed[${#typed[@]}-1]}"
    if [[ $quoted == [\'\"]* ]]; then
        current="${current#[\'\"]}"
        head="${quoted:1}"
        head="${head%"$current"}"
    elif [[ $COMP_WORDBREAKS == *:* && $current == *:* ]]; then
        cut="${current%:*}:"
    fi
    typed[${#typed[@]}-1]="$current"
    COMPREPLY=()
    while IFS= read -r word; do
        word="$head${word#"$cut"}"
        [[ $quoted == [\'\"]* ]] || word="${word// /\\ }"
        COMPREPLY+=("$word")
    done < <(studycli complete -- "${typed[@]:1}" 2>/dev/null)
    [[ ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o default -F _studycli studycli
"""

_ZSH = r"""autoload -Uz compinit && (( $+functions[compdef] )) || compinit
_studycli() {
    local -a found
    [[ -n $QIPREFIX ]] && compset -P '*[[:space:]]'
    found=("${(@f)$(studycli complete -- "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
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
    set -l typed (commandline -opc)
    set -l token (commandline -ct)
    set -l head ''
    if string match -qr '^[\'"]' -- $token
        set token (string sub -s 2 -- $token)
        set head (string replace -r '\S*$' '' -- $token)
        set token (string match -r '\S*$' -- $token)
    end
    set -l found (studycli complete -- $typed[2..-1] $token 2>/dev/null)
    if set -q found[1]
        string join \n -- $head$found
    else
        __fish_complete_path $token
    end
end
complete -c studycli -f -a '(__studycli_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def run(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="Which shell.")],
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json):
        if shell not in SCRIPTS:
            raise usage(_("completion knows {shells}, not {shell!r}").format(shells=", ".join(SCRIPTS), shell=shell))
        if json:
            put_json({"shell": shell, "script": SCRIPTS[shell]})
        else:
            put(SCRIPTS[shell].rstrip("\n"))
        return Exit.DONE
