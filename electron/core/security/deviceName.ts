const DEVICE_NAME = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[. ])/i

/** Names that Windows gives to devices, in any folder and with any extension. */
export const isDeviceName = (name: string): boolean => DEVICE_NAME.test(name)
