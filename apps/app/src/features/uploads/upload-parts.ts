// The engine that uploads and what shows it, as one script.
export { offerFiles } from './offer';
export { pickFolder, pickPhotos } from './pick';
export { placeFiles } from './unplaced';
export { UploadHost } from './upload-host';
