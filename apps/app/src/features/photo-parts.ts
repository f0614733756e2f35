// What shows and sends photos, as one script that comes after the first page: asked for in parts, what they
// share would come with the first page.
export { GroupFeed } from './media/group-feed';
export { TrashScreen } from './media/trash-screen';
export { ViewerScreen } from './media/viewer/viewer-screen';
export { offerFiles } from './uploads/offer';
export { pickFolder, pickPhotos } from './uploads/pick';
export { placeFiles } from './uploads/unplaced';
export { UploadHost } from './uploads/upload-host';
