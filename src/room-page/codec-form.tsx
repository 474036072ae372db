/** The codec of the room: its product and firmware. */
import type { JSX } from 'preact';
import { Select } from './fields';
import { firmwareName, firmwaresOf, movedTo, productOptions } from './room-choice';
import type { RoomChoice } from './room-choice';

interface CodecFormProps {
  readonly room: RoomChoice;
  readonly onChange: (room: RoomChoice) => void;
}

export function CodecForm({ room, onChange }: CodecFormProps): JSX.Element {
  const { product, firmware } = room;
  return (
    <div class="card codec-form">
      <Select
        label="Product"
        value={product}
        options={productOptions.map(({ code, name }) => ({ value: code, text: name }))}
        onChange={(next) => {
          onChange(movedTo(room, next, firmware));
        }}
      />
      <Select
        label="Firmware"
        value={firmware}
        options={firmwaresOf(product).map((known) => ({ value: known, text: firmwareName(known) }))}
        onChange={(next) => {
          onChange(movedTo(room, product, next));
        }}
      />
    </div>
  );
}
