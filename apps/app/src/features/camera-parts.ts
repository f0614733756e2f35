// What shows a camera, as one script: asked for in parts, what they share would come with the first page.
export { CameraScreen } from './camera/camera-screen';
export { ScanScreen } from './scan/scan-screen';
