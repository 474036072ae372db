/**
 * The text of a macro with other settings, set as an installer does: the value in a top-level line
 * `var name = value;` is replaced, whatever it is.
 */
export function withSettings(text: string, settings: Readonly<Record<string, unknown>>): string {
  return Object.keys(settings).reduce((changed, name) => {
    const line = new RegExp('^var ' + name + ' = .*;$', 'm');
    if (!line.test(changed)) throw new Error('there is no setting ' + name);
    return changed.replace(line, () => 'var ' + name + ' = ' + JSON.stringify(settings[name]) + ';');
  }, text);
}
