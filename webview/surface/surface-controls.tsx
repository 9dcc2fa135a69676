import type { JSX } from "preact";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { Choice, TableSwitch } from "../fit/choice.tsx";
import type { PaneProps } from "../tabs/tabs.tsx";
import { noPlace, PlaceChooser } from "./place-chooser.tsx";
import { placeKey } from "./places.ts";
import { surfaceStrings } from "./strings.ts";
import type { SurfaceChoices } from "./surface-choices.ts";

/** The farthest that can be zoomed in and out: how often the range is halved or doubled. */
const zooms = { least: -4, most: 10 } as const;

/** What the loss is drawn over, and how near. */
export function SurfaceControls({ run, choices }: PaneProps & { readonly choices: SurfaceChoices }): JSX.Element {
  const { places, of, zoom, isTable, choose } = choices;
  const [first, second] = places;

  /** The same parameter twice is none: the other takes its place. */
  function choosePlace(name: "x" | "y", key: string, here: ParameterPlace | null, other: ParameterPlace | null): void {
    if (other && key === placeKey(other)) choose(name === "x" ? "y" : "x", here ? placeKey(here) : noPlace);
    choose(name, key);
  }

  return (
    <div class="map-controls surface-controls">
      <Choice
        label={surfaceStrings.over}
        value={of}
        options={[
          { value: "parameters", text: surfaceStrings.parameters },
          { value: "directions", text: surfaceStrings.directions },
        ]}
        onChange={(value) => choose("of", value)}
      />
      {of === "parameters" && (
        <>
          <PlaceChooser
            label={surfaceStrings.first}
            title={surfaceStrings.firstParameter}
            outline={run.outline}
            place={first}
            mayBeNone={false}
            onChange={(key) => choosePlace("x", key, first, second)}
          />
          <PlaceChooser
            label={surfaceStrings.second}
            title={surfaceStrings.secondParameter}
            outline={run.outline}
            place={second}
            mayBeNone
            onChange={(key) => choosePlace("y", key, second, first)}
          />
        </>
      )}
      <fieldset class="zoom" aria-label={surfaceStrings.zoom}>
        <ZoomButton
          text="−"
          name={surfaceStrings.zoomOut}
          isEnabled={zoom > zooms.least}
          onClick={() => choose("zoom", String(zoom - 1))}
        />
        <ZoomButton
          text="+"
          name={surfaceStrings.zoomIn}
          isEnabled={zoom < zooms.most}
          onClick={() => choose("zoom", String(zoom + 1))}
        />
        <ZoomButton text="⤢" name={surfaceStrings.zoomFit} isEnabled={zoom !== 0} onClick={() => choose("zoom", "0")} />
      </fieldset>
      <TableSwitch
        words={surfaceStrings}
        isTable={isTable}
        onChange={(next) => choose("view", next ? "table" : "picture")}
      />
    </div>
  );
}

interface ZoomButtonProps {
  readonly text: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly onClick: () => void;
}

function ZoomButton({ text, name, isEnabled, onClick }: ZoomButtonProps): JSX.Element {
  return (
    <button type="button" aria-label={name} title={name} disabled={!isEnabled} onClick={onClick}>
      {text}
    </button>
  );
}
