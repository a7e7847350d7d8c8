import type { CompletedCommand, CompletedOption } from './completed-commands';

/** A completion script for bash 4 and later. */
export function bashCompletion(program: string, commands: readonly CompletedCommand[]): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return `# Completion of ${program} for bash: source <(${program} completion bash)
${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=''
  if (( COMP_CWORD == 1 )); then
    words='${commands.map((command) => command.name).join(' ')}'
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valueCases).join('\n')}
    *)
      case "\${COMP_WORDS[1]} $current" in
${commands.flatMap(wordCases).join('\n')}
      esac
      ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${name} ${program}`;
}

function valueCases({ name, options }: CompletedCommand): string[] {
  return options
    .filter((option) => option.takesValue)
    .map((option) => `    '${name} ${option.name}') words='${option.values.join(' ')}' ;;`);
}

function wordCases({ name, options, values }: CompletedCommand): string[] {
  const listed = options.map((option: CompletedOption) => option.name).join(' ');
  return [
    `      '${name} -'*) words='${listed}' ;;`,
    ...(values.length > 0 ? [`      '${name} '*) words='${values.join(' ')}' ;;`] : []),
  ];
}
