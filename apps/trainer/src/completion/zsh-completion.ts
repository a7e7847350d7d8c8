import type { CompletedCommand, CompletedOption } from './completed-commands';

/** A completion script for zsh with its completion system loaded (compinit). */
export function zshCompletion(program: string, commands: readonly CompletedCommand[]): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return `#compdef ${program}
# Completion of ${program} for zsh: source <(${program} completion zsh)
${name}() {
  local -a commands=(
${commands.map((command) => `    ${quoted(`${command.name}:${command.description}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
compdef ${name} ${program}`;
}

function commandCase({ name, options, values }: CompletedCommand): string {
  const specs = [
    ...options.map(optionSpec),
    values.length > 0 ? quoted(`1:value:(${values.join(' ')})`) : quoted('*:file:_files'),
  ];
  return `    ${name})\n      _arguments ${specs.join(' \\\n        ')} ;;`;
}

function optionSpec({ name, description, takesValue, values }: CompletedOption): string {
  const text = description.replace(/[[\]:]/g, ' ');
  const value = values.length > 0 ? `(${values.join(' ')})` : '_files';
  return quoted(`*${name}[${text}]${takesValue ? `:value:${value}` : ''}`);
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
