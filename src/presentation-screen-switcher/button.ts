export const BUTTON = 'presentation-screen-switcher';

/**
 * The action button of the touch controller (Cisco's user interface extensions): Location for RoomOS, Type for CE 9,
 * each of which ignores the other.
 */
export function buttonXml(name: string, isAlways: boolean): string {
  const text = name.replace(/[<>&"']/g, (sign) => '&#' + sign.charCodeAt(0) + ';');
  return (
    '<Extensions><Version>1.11</Version><Panel><Order>1</Order><PanelId>' +
    BUTTON +
    '</PanelId><Origin>local</Origin>' +
    (isAlways
      ? '<Type>Statusbar</Type><Location>HomeScreenAndCallControls'
      : '<Type>InCall</Type><Location>CallControls') +
    '</Location><Icon>Tv</Icon><Color>#1170CF</Color><Name>' +
    text +
    '</Name><ActivityType>Custom</ActivityType></Panel></Extensions>'
  );
}
