/** Who wants to charge. The type is that of OCPP 2.x; 1.6 knows only the text. */
export interface IdToken {
  idToken: string;
  type: string;
}
