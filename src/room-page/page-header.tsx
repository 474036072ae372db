/** What the page is for, and the choice of macro, product and firmware. */
import type { JSX } from 'preact';
import { Select } from './fields';
import { macroNames, macros } from './macros';
import type { MacroName } from './protocol';
import { notInSchemas } from '../xapi/products';
import { firmwareName, firmwaresOf, movedTo, productOptions } from './room-choice';
import type { RoomChoice } from './room-choice';

interface PageHeaderProps {
  readonly macro: MacroName;
  readonly room: RoomChoice;
  readonly onChange: (macro: MacroName, room: RoomChoice) => void;
}

export function PageHeader({ macro, room, onChange }: PageHeaderProps): JSX.Element {
  const { product, firmware } = room;
  return (
    <header class="top">
      <div class="title">
        <p class="eyebrow">Macros for Cisco room devices</p>
        <h1>Try it in your room</h1>
        <p class="lead">
          Choose your codec and screens, start a call, and share something: you see what your screens would
          show. Then download the macro. It is the same file that runs here.
        </p>
      </div>
      <div class="main-choices">
        <Select
          label="Macro"
          value={macro}
          options={macroNames.map((name) => ({ value: name, text: macros[name].title }))}
          onChange={(next) => {
            onChange(next, room);
          }}
        />
        <Select
          label="Product"
          value={product}
          options={productOptions.map(({ code, name }) => ({ value: code, text: name }))}
          onChange={(next) => {
            onChange(macro, movedTo(room, next, firmware));
          }}
        />
        <Select
          label="Firmware"
          value={firmware}
          options={firmwaresOf(product).map((known) => ({ value: known, text: firmwareName(known) }))}
          onChange={(next) => {
            onChange(macro, movedTo(room, product, next));
          }}
        />
        <p class="summary">{macros[macro].summary}</p>
        <p class="summary">
          Products that the published schemas do not have yet cannot be simulated: {notInSchemas.join(', ')}.
        </p>
      </div>
    </header>
  );
}
