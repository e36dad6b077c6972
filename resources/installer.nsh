; Offers Dailies under "Open with" and as the handler of dailies:// links, without taking a file type from any program.

!macro offerFor EXT
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".${EXT}" ""
  WriteRegNone SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Dailies.File"
!macroend

!macro withdrawFor EXT
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Dailies.File"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Dailies.File" "" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Dailies.File\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Dailies.File\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro offerFor "png"
  !insertmacro offerFor "jpg"
  !insertmacro offerFor "jpeg"
  !insertmacro offerFor "webp"
  !insertmacro offerFor "csv"
  !insertmacro offerFor "jsonl"
  ; Recent items open through this, too.
  !insertmacro offerFor "mp4"

  WriteRegStr SHELL_CONTEXT "Software\Classes\dailies" "" "URL:${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\dailies" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\dailies\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\dailies\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  ; An update uninstalls first, too; then everything is registered again.
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Dailies.File"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\dailies"
  !insertmacro withdrawFor "png"
  !insertmacro withdrawFor "jpg"
  !insertmacro withdrawFor "jpeg"
  !insertmacro withdrawFor "webp"
  !insertmacro withdrawFor "csv"
  !insertmacro withdrawFor "jsonl"
  !insertmacro withdrawFor "mp4"
!macroend
